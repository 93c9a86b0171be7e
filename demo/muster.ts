import { setTimeout as sleep } from "node:timers/promises";

/** The key may not do this: nothing that trying again could change. */
export class Refused extends Error {}

export type Reply = { status: number; body: unknown };

/** Milliseconds one request may take. */
const PATIENCE = 15_000;
/** Milliseconds: the first and the longest pause after a failure. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/**
 * Milliseconds to wait before try `attempt` + 1: what the server asks for, else twice as long each time,
 * with up to a quarter more by chance so that clients do not come back in step.
 */
export function pauseAfter(attempt: number, retryAfter: string | null, chance: number): number {
  const asked = Number(retryAfter);
  const base = retryAfter !== null && asked >= 0 ? asked * 1000 : Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
  return Math.round(Math.max(base, FIRST_PAUSE) * (1 + chance / 4));
}

/** Whether the same request may succeed later. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** Muster's public API as the fleet uses it. Lost connections and busy servers are waited for; answers are handed back. */
export class Muster {
  constructor(
    private readonly url: string,
    private readonly key: string,
    private readonly stopped: AbortSignal,
    private readonly tell: (line: string) => void,
  ) {}

  /** @throws {Refused} on 401 and 403; an abort error once the fleet is stopped */
  async post(path: string, body: unknown): Promise<Reply> {
    return this.request("POST", path, body);
  }

  /** @throws {Refused} on 401 and 403; an abort error once the fleet is stopped */
  async patch(path: string, body: unknown): Promise<Reply> {
    return this.request("PATCH", path, body);
  }

  /** @throws {Refused} on 401 and 403; an abort error once the fleet is stopped */
  async put(path: string, body: unknown): Promise<Reply> {
    return this.request("PUT", path, body);
  }

  /** @throws {Refused} on 401 and 403; an abort error once the fleet is stopped */
  async get(path: string): Promise<Reply> {
    return this.request("GET", path);
  }

  private async request(method: string, path: string, body?: unknown): Promise<Reply> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    for (let attempt = 0; ; attempt++) {
      const reply = await this.send(method, path, payload);
      if (reply && !isPassing(reply.status)) {
        if (attempt > 0) this.tell("Muster answers again.");
        return { status: reply.status, body: await reply.json().catch(() => null) };
      }
      if (attempt === 0)
        this.tell(reply ? `Muster is busy (${reply.status}); trying again.` : "Muster cannot be reached; trying again.");
      await sleep(pauseAfter(attempt, reply?.headers.get("retry-after") ?? null, Math.random()), undefined, {
        signal: this.stopped,
      });
    }
  }

  private async send(method: string, path: string, payload: string | undefined): Promise<Response | undefined> {
    const reply = await fetch(new URL(path, this.url), {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${this.key}` },
      body: payload,
      redirect: "error",
      signal: AbortSignal.any([this.stopped, AbortSignal.timeout(PATIENCE)]),
    }).catch(() => undefined);
    this.stopped.throwIfAborted();
    if (reply?.status === 401) throw new Refused("Muster no longer accepts the demo fleet's key (401).");
    if (reply?.status === 403) throw new Refused("The demo fleet's key may not do this (403).");
    return reply;
  }
}
