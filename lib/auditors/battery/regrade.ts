import { probeOf } from "./draw";
import { grade } from "./grade";
import type { Battery, Verdict } from "./probe";

/** What evidence keeps of a probe: its id, one answer per turn, and the verdict of the day. */
export type Graded = { probeId: string; answers: readonly string[]; verdict: Verdict };

/** A verdict that would now be another one. */
export type Changed = { probeId: string; was: Verdict; now: Verdict };

/**
 * Judges recorded answers again: the verdicts that differ. None where battery and version are those of the evidence.
 * What was unmeasured or cut off has no full answer and is left out. Throws RangeError for an id the battery cannot have issued.
 */
export function regrade(battery: Battery, seed: string, evidence: readonly Graded[]): Changed[] {
  return evidence
    .filter(({ verdict }) => verdict.pass !== null && verdict.code !== "truncated")
    .map(({ probeId, answers, verdict }) => ({ probeId, was: verdict, now: grade(probeOf(battery, seed, probeId), answers) }))
    .filter(({ was, now }) => was.pass !== now.pass || was.code !== now.code);
}

/** A working agent's answers differ; under this share of distinct ones something answers without reading. */
const FEWEST_DISTINCT = 0.3;

/** Whether an endpoint says the same again and again: raises the flag `constant_answers`, decides nothing. */
export function constantAnswers(answers: readonly string[]): boolean {
  return answers.length > 0 && new Set(answers).size / answers.length < FEWEST_DISTINCT;
}
