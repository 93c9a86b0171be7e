"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useNow } from "@/components/ui/now";
import type { Agent } from "@/lib/registry/agent";

const HOUR = 3_600_000;

/** How far back one can look, and how often the beginning of the question moves on (both ms). */
export const RANGES = {
  "1h": { label: "1 h", words: "the last hour", span: HOUR, step: HOUR / 30 },
  "24h": { label: "24 h", words: "the last 24 hours", span: 24 * HOUR, step: HOUR / 6 },
  "7d": { label: "7 d", words: "the last 7 days", span: 7 * 24 * HOUR, step: HOUR },
  "30d": { label: "30 d", words: "the last 30 days", span: 30 * 24 * HOUR, step: HOUR },
  "90d": { label: "90 d", words: "the last 90 days", span: 90 * 24 * HOUR, step: 24 * HOUR },
} as const;

export type Range = keyof typeof RANGES;
export const RANGE_KEYS = Object.keys(RANGES) as Range[];

/** The stretch of time the page looks at, from the address. */
export function useRange() {
  return useQueryState("range", parseAsStringLiteral(RANGE_KEYS).withDefault("24h").withOptions({ scroll: false }));
}

/**
 * Since when to ask about an agent, epoch ms; null until the page is alive and the agent known. It moves on in steps, so that
 * the question does not change with every second; a young agent is asked about from its registration on.
 */
export function useSince(range: Range, agent: Agent | undefined): number | null {
  const now = useNow();
  if (now === null || !agent) return null;
  const { span, step } = RANGES[range];
  return Math.max(Date.parse(agent.registeredAt), Math.floor((now - span) / step) * step);
}
