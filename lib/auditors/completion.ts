import { setTimeout as sleep } from "node:timers/promises";
import { type Reading, readChatAnswer, type Usage } from "./chat-answer";
import { type FailureCause, type Limits, type Outbound, post } from "./client";

/** A turn of a chat, as OpenAI's endpoints take it. */
export type ChatMessage = { role: "system" | "user" | "assistant"; content: string };

/** One request. `temperature` only where the agent's manifest sets one; `maxTokens` is what the answer may have. */
export type ChatRequest = { model?: string; messages: readonly ChatMessage[]; maxTokens: number; temperature?: number };

/** One try: the HTTP status that came, or the cause why none did, and its milliseconds. */
type Attempt = { status: number; ms: number } | { error: FailureCause; ms: number };

/**
 * What came of a request. `unmeasured` says nothing about the agent; `stop` means that asking further is no use, so the audit
 * ends; `system_refused` that it must begin anew with the system text as the first user message.
 */
export type Completion =
  | {
      kind: "answer";
      text: string;
      finishReason: string | null;
      usage: Usage | null;
      status: number;
      latencyMs: number;
      attempts: readonly Attempt[];
    }
  | { kind: "unmeasured" | "stop"; code: string; detail: string; attempts: readonly Attempt[] }
  | { kind: "system_refused"; attempts: readonly Attempt[] };

/** `backoffMs` is the first pause, doubled each time; `longestPauseMs` bounds what `Retry-After` may ask for. */
export type Patience = { retries?: number; backoffMs?: number; longestPauseMs?: number; limits?: Partial<Limits> };

type ChatEndpoint = { url: string; credential?: string };

const RETRIES = 2;
const BACKOFF_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** Causes that lie in the manifest or the configuration: no other question would fare better. */
const HOPELESS: ReadonlySet<FailureCause> = new Set(["refused_address", "refused_credential", "redirect"]);
const CANCELLED = { kind: "unmeasured", code: "cancelled", detail: "The request was cancelled." } as const;

/**
 * Puts one chat request to an OpenAI-style endpoint, again where that may help, and says as a value what came of it.
 * A cancelled signal ends it at once, also between two tries: `unmeasured` with the code `cancelled`.
 */
export async function complete(
  endpoint: ChatEndpoint,
  chat: ChatRequest,
  outbound: Outbound,
  signal: AbortSignal,
  patience: Patience = {},
): Promise<Completion> {
  const { retries = RETRIES, backoffMs = BACKOFF_MS, longestPauseMs = LONGEST_PAUSE_MS, limits } = patience;
  const { url, credential } = endpoint;
  const body = bodyOf(chat);
  const asksSystem = chat.messages.some(({ role }) => role === "system");
  const attempts: Attempt[] = [];
  for (let attempt = 0; ; attempt++) {
    const outcome = await post({ url, body, credential, limits, signal }, outbound);
    attempts.push(outcome.ok ? { status: outcome.status, ms: outcome.ms } : { error: outcome.cause, ms: outcome.ms });
    if (!outcome.ok && outcome.cause === "cancelled") return { ...CANCELLED, attempts };
    const reading = outcome.ok ? readChatAnswer(outcome.status, outcome.body, asksSystem) : notAnswered(outcome);
    if (reading.kind === "answer" && outcome.ok) return { ...reading, status: outcome.status, latencyMs: outcome.ms, attempts };
    if (reading.kind === "system_refused") return { kind: "system_refused", attempts };
    if (reading.kind === "stop") return { ...reading, attempts };
    if (reading.kind === "failed" && (!reading.again || attempt >= retries))
      return { kind: "unmeasured", code: reading.code, detail: reading.detail, attempts };
    const asked = outcome.ok ? (outcome.retryAfter ?? 0) * 1000 : 0;
    if (!(await waited(Math.max(backoffMs * 2 ** attempt, Math.min(asked, longestPauseMs)), signal)))
      return { ...CANCELLED, attempts };
  }
}

function notAnswered({ cause, detail }: { cause: FailureCause; detail: string }): Reading {
  return HOPELESS.has(cause) ? { kind: "stop", code: cause, detail } : { kind: "failed", code: cause, detail, again: true };
}

function bodyOf({ model, messages, maxTokens, temperature }: ChatRequest): string {
  return JSON.stringify({ model, messages, max_tokens: maxTokens, temperature });
}

/** Whether the pause came to its end. Requests that failed together come back a little apart. */
async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms * (1 + Math.random() / 4), true, { signal }).catch(() => false);
}
