import { DEFAULT_THRESHOLDS } from "../../lib/auditors/battery/gate";
import { grade, nextRequest, unmeasured } from "../../lib/auditors/battery/grade";
import { nextRound, type Progress } from "../../lib/auditors/battery/next-round";
import { planAudit } from "../../lib/auditors/battery/plan";
import type { Battery, Message, Probe, Verdict } from "../../lib/auditors/battery/probe";

/** Answers one request as an endpoint does; rejects where the endpoint fails. */
export type Responder = (messages: readonly Message[]) => Promise<string>;

/** Tier 0–5, null where the audit is inconclusive; `told` says how it came about: vector, requests, failed probes and their codes. */
export type Outcome = { tier: number | null; because: string; calls: number; told: string };

/** A whole audit of whoever answers, in process or over HTTP. One request at a time, so that equal seeds give equal audits. */
export async function auditOf(battery: Battery, seed: string, responder: Responder): Promise<Outcome> {
  const results: { probe: Probe; verdict: Verdict }[] = [];
  let probes = planAudit(battery, seed);
  for (let rounds = 0; ; rounds++) {
    for (const probe of probes) results.push({ probe, verdict: await verdictOn(probe, responder) });
    const next = nextRound({ battery, seed, results, thresholds: DEFAULT_THRESHOLDS, rounds });
    if (next.next === "stop") return outcome(next.assessment, next.because, results);
    probes = next.probes;
  }
}

async function verdictOn(probe: Probe, responder: Responder): Promise<Verdict> {
  const answers: string[] = [];
  for (let request = nextRequest(probe, answers); request !== null; request = nextRequest(probe, answers)) {
    try {
      answers.push(await responder(request));
    } catch (error) {
      return unmeasured("endpoint", String(error));
    }
  }
  return grade(probe, answers);
}

type Assessment = Extract<ReturnType<typeof nextRound>, { next: "stop" }>["assessment"];

function outcome({ dimensions, supported }: Assessment, because: string, results: Progress["results"]): Outcome {
  const calls = results.reduce((sum, { probe }) => sum + probe.calls, 0);
  const vector = Object.entries(dimensions).map(([name, assessed]) =>
    assessed.measured
      ? `${name} ${assessed.certified} [${assessed.lower.toFixed(2)}] weakest ${assessed.weakestFacet}`
      : `${name} unmeasured`,
  );
  const failed = results
    .filter(({ verdict }) => verdict.pass !== true)
    .map(({ probe, verdict }) => `${probe.id} ${verdict.code}`);
  return {
    tier: supported,
    because,
    calls,
    told: `T${supported} after ${calls} requests: ${vector.join("; ")}\nfailed: ${failed.join(", ")}`,
  };
}
