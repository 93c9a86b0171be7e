"use client";

import { type QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useNow } from "@/components/ui/now";
import { queries } from "@/lib/http/queries";
import type { Entry } from "@/lib/journal/entry";
import { createQueryClient } from "./client";
import { type Connection, connecting, detailOf, isStale, PHASE_NAMES, type Phase, phaseOf } from "./connection";
import { feedSnapshot, subscribeFeed } from "./feed";
import { openSession, type Session } from "./session";

// One of each for the life of the page: the effects of a component run twice in development and end with it.
let browserClient: QueryClient | null = null;
let session: Session | null = null;

/** On the server a new one per rendering, so that nothing passes from one visitor to another. */
function cache(): QueryClient {
  if (typeof window === "undefined") return createQueryClient();
  browserClient ??= createQueryClient();
  return browserClient;
}

function live(): Session {
  session ??= openSession(cache());
  return session;
}

/** The query cache and the one socket that keeps it current. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [client] = useState(cache);
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

const UNKNOWN = connecting(0);
// What arrives before a part of the page is alive must not differ from what the server rendered of it.
const NO_ENTRIES: readonly Entry[] = [];
const nothingYet = () => NO_ENTRIES;
const subscribe = (listener: () => void) => live().subscribe(listener);

function useFacts(): Connection {
  return useSyncExternalStore(
    subscribe,
    () => live().connection(),
    () => UNKNOWN,
  );
}

export type ConnectionState = {
  phase: Phase;
  /** The word for it: "Live", "Offline" … */
  word: string;
  /** Age of the data in a few words: "tick 2 s ago". */
  detail: string;
  /** Values on screen are old and step back. */
  stale: boolean;
  /** Server time of the last tick, epoch ms. */
  dataAt: number | null;
};

/** How the page hangs together with the server; renders once a second. */
export function useConnection(): ConnectionState {
  const facts = useFacts();
  const beat = useNow();
  // The beat only says when to look again: what is compared are times of this browser.
  const now = beat === null ? 0 : Date.now();
  const phase = beat === null ? "connecting" : phaseOf(facts, now);
  return {
    phase,
    word: PHASE_NAMES[phase],
    detail: beat === null ? "" : detailOf(facts, phase, now),
    stale: isStale(phase),
    dataAt: facts.dataAt,
  };
}

/** Whether the page holds still by choice, and how to change that. */
export function usePaused(): { paused: boolean; waiting: number; setPaused: (paused: boolean) => void } {
  const { paused, waiting } = useFacts();
  return { paused, waiting, setPaused: (next) => live().setPaused(next) };
}

/** The whole fleet, current to the frame; `data` is undefined only until it is here for the first time. */
export function useBoard() {
  return useQuery(queries.board());
}

/** The last journal entries, 200 of everyday work and 200 of all else, newest first. */
export function useFeed() {
  return useSyncExternalStore(subscribeFeed, feedSnapshot, nothingYet);
}
