import { setMaxListeners } from "node:events";
import type PQueue from "p-queue";
import type { AuditCause } from "../registry/audit";
import type { AuditState } from "./audit-state";
import { saidBeforeCut } from "./battery/grade";
import type { Message, Probe, Verdict } from "./battery/probe";
import type { Completion } from "./completion";
import type { Unlinked } from "./evidence";

/** Puts messages to an endpoint. `maxTokens` bounds its answer. */
export type Ask = (messages: readonly Message[], maxTokens: number, signal: AbortSignal) => Promise<Completion>;

/** What an interview needs of its surroundings. */
type Around = {
  ask: Ask;
  /** Bounds how many requests the endpoint gets at once and a second. */
  lane: PQueue;
  /** Ends the interview; what is under way is given up. */
  signal: AbortSignal;
  onAsking: (probe: Probe) => void;
  onHeard: (probe: Probe, heard: Pick<Unlinked, "turn" | "request" | "response" | "attempts" | "verdict">) => void;
};

const TOKENS = 1024;
const MORE_TOKENS = 4096;
/** More than any answer may have to pass. What is longer is cut, so that nobody can fill the disk with an audit. Unit: UTF-16 units. */
const LONGEST_KEPT = 33_000;

/** Puts the probes of one audit to an endpoint, until there is nothing more to ask or the endpoint gives cause to stop. */
export class Interview {
  private readonly stopped = new AbortController();
  private readonly signal: AbortSignal;
  /** Why the endpoint cannot be examined, once it cannot. */
  cause: AuditCause | null = null;
  /** The endpoint refuses system messages: they are given as user messages. */
  systemAsUser = false;

  constructor(
    private readonly state: AuditState,
    private readonly around: Around,
  ) {
    this.signal = AbortSignal.any([around.signal, this.stopped.signal]);
    // Every probe that waits for its turn listens.
    setMaxListeners(0, this.signal);
  }

  /** Resolves when all is asked, or as soon as it is to end. */
  async run(): Promise<void> {
    const { state } = this;
    try {
      while (!state.end && !this.signal.aborted) {
        await Promise.all(state.open.map((probe) => this.put(probe)));
        if (!this.signal.aborted) state.advance();
      }
    } finally {
      // Where one probe threw, the others are still being asked.
      this.stopped.abort();
    }
  }

  private async put(probe: Probe): Promise<void> {
    for (let messages = this.state.request(probe); messages !== null; messages = this.state.request(probe)) {
      const sent = this.systemAsUser ? messages.map(asUser) : messages;
      const completion = await this.inLane(probe, sent);
      if (completion === null) return;
      this.take(probe, sent, completion);
    }
  }

  /** Null where the interview ended meanwhile. */
  private async inLane(probe: Probe, messages: readonly Message[]): Promise<Completion | null> {
    const { signal } = this;
    try {
      const completion = await this.around.lane.add(
        () => {
          this.state.ask(probe);
          this.around.onAsking(probe);
          return this.complete(probe, messages);
        },
        { signal },
      );
      return signal.aborted ? null : completion;
    } catch (error) {
      if (signal.aborted) return null;
      throw error;
    }
  }

  /** Asks a second time with more room where the answer was cut off before it was said. */
  private async complete(probe: Probe, messages: readonly Message[]): Promise<Completion> {
    const first = bounded(await this.around.ask(messages, TOKENS, this.signal));
    if (!isCutOff(probe, first)) return first;
    const second = bounded(await this.around.ask(messages, MORE_TOKENS, this.signal));
    return "attempts" in second && "attempts" in first
      ? { ...second, attempts: [...first.attempts, ...second.attempts] }
      : second;
  }

  private take(probe: Probe, messages: readonly Message[], completion: Completion): void {
    if (completion.kind === "system_refused" && messages.some(({ role }) => role === "system")) {
      this.systemAsUser = true;
      return;
    }
    if (completion.kind === "stop") {
      this.stop(completion.code, completion.detail);
      return;
    }
    const turn = this.state.turnOf(probe);
    const request = { messages: messages.map(({ role, content }) => ({ role, content })) };
    const heard = (verdict: Verdict | null, response: Unlinked["response"]) =>
      this.around.onHeard(probe, {
        turn,
        request,
        response,
        attempts: [...completion.attempts],
        verdict: verdict && { ...verdict, checks: [...verdict.checks] },
      });
    if (completion.kind === "answer") {
      const { text, finishReason, status, latencyMs, usage } = completion;
      const verdict = isCutOff(probe, completion) ? this.state.cutOff(probe, text) : this.state.answered(probe, text);
      heard(verdict, { text, finishReason, status, latencyMs, ...(usage && { usage }) });
    } else if (completion.kind === "unmeasured") {
      heard(this.state.failed(probe, completion.code, completion.detail), null);
    } else heard(this.state.failed(probe, "http_400", "The endpoint refused the request."), null);
    if (this.state.endpointIsGone) {
      const last = completion.kind === "unmeasured" ? ` ${completion.detail}` : "";
      this.stop("endpoint_gone", `The endpoint failed on ten probes in a row.${last}`);
    }
  }

  private stop(code: string, detail: string): void {
    this.cause ??= { code, detail };
    this.stopped.abort();
  }
}

/** Cut before anything looks at it: question, verdict and evidence rest on the same text. Half a character is replaced. */
function bounded(completion: Completion): Completion {
  if (completion.kind !== "answer" || completion.text.length <= LONGEST_KEPT) return completion;
  return { ...completion, text: completion.text.slice(0, LONGEST_KEPT).toWellFormed() };
}

function isCutOff(probe: Probe, completion: Completion): boolean {
  return completion.kind === "answer" && completion.finishReason === "length" && !saidBeforeCut(probe, completion.text);
}

function asUser(message: Message): Message {
  return message.role === "system" ? { ...message, role: "user" } : message;
}
