import { DEFAULT_THRESHOLDS, type Thresholds } from "./gate";
import { grade, nextRequest, unmeasured } from "./grade";
import { type Next, nextRound, type Progress } from "./next-round";
import { planAudit } from "./plan";
import type { Battery, Message, Probe, Verdict } from "./probe";

/** Answers one request; null where the endpoint fails. `turn` counts from 0. */
export type Responder = (messages: readonly Message[], probe: Probe, turn: number) => string | null;

/** What an audit came to: its last word, all results, and how many further rounds and requests it took. */
export type Audit = { end: Extract<Next, { next: "stop" }>; results: Progress["results"]; rounds: number; calls: number };

/** A whole audit: plan, answers, verdicts, further rounds, until there is nothing more to ask. */
export function audit(
  battery: Battery,
  seed: string,
  responder: Responder,
  options: { thresholds?: Thresholds; maxCalls?: number } = {},
): Audit {
  return auditBy(battery, seed, (probe) => judge(probe, responder), options);
}

/** The same with verdicts of any origin. */
export function auditBy(
  battery: Battery,
  seed: string,
  verdictOf: (probe: Probe) => Verdict,
  { thresholds = DEFAULT_THRESHOLDS, maxCalls }: { thresholds?: Thresholds; maxCalls?: number } = {},
): Audit {
  const results = planAudit(battery, seed).map((probe) => ({ probe, verdict: verdictOf(probe) }));
  for (let rounds = 0; ; rounds++) {
    const next = nextRound({ battery, seed, results, thresholds, rounds, maxCalls });
    if (next.next === "stop")
      return { end: next, results, rounds, calls: results.reduce((sum, { probe }) => sum + probe.calls, 0) };
    results.push(...next.probes.map((probe) => ({ probe, verdict: verdictOf(probe) })));
  }
}

function judge(probe: Probe, responder: Responder): Verdict {
  const answers: string[] = [];
  for (let request = nextRequest(probe, answers); request !== null; request = nextRequest(probe, answers)) {
    const answer = responder(request, probe, answers.length);
    if (answer === null) return unmeasured("http_503", "the endpoint was unavailable");
    answers.push(answer);
  }
  return grade(probe, answers);
}
