import {
  type AuditCause,
  type AuditDetail,
  type AuditedComponent,
  type AuditOutcome,
  type AuditProbe,
  type AuditProgress,
  byComponent,
  type ProbeState,
} from "../registry/audit";
import type { Component, Robustness } from "../registry/robustness";
import { type Assessment, assess } from "./battery/assess";
import type { Thresholds } from "./battery/gate";
import { grade, nextRequest, truncated, unmeasured } from "./battery/grade";
import { type Next, nextRound } from "./battery/next-round";
import { planAudit } from "./battery/plan";
import { type Battery, DIMENSIONS, type Message, type Probe, type Verdict } from "./battery/probe";
import { constantAnswers } from "./battery/regrade";

/** What decides which probes an audit asks, and when it has asked enough. */
export type AuditPlan = { battery: Battery; seed: string; samples: number; thresholds: Thresholds };

/** What is kept of a request that was answered, or given up. */
export type Heard = { probeId: string; turn: number; response: { text: string } | null; verdict: Verdict | null };

type Stop = Extract<Next, { next: "stop" }>;

// An endpoint that failed so often in a row is gone.
const MOST_IN_A_ROW = 10;

/**
 * Where an audit is: which probes it asks, what was answered, and what follows. All of it follows from the plan and from
 * what was heard, so that an audit goes on after a restart as if nothing had been.
 */
export class AuditState {
  private readonly probes: Probe[];
  private readonly answers = new Map<string, string[]>();
  private readonly verdicts = new Map<string, Verdict>();
  private readonly asking = new Set<string>();
  private failedInARow = 0;
  private last: Component | null = null;
  private calls = 0;
  rounds = 0;
  /** Set once there is nothing more to ask. */
  end: Stop | null = null;

  constructor(
    private readonly plan: AuditPlan,
    heard: readonly Heard[] = [],
  ) {
    this.probes = planAudit(plan.battery, plan.seed, plan.samples);
    const waiting = new Map<string, Heard[]>();
    for (const one of heard) waiting.set(one.probeId, [...(waiting.get(one.probeId) ?? []), one]);
    // Round by round: further probes follow from the verdicts before them.
    for (let from = 0; from < this.probes.length; ) {
      const round = this.probes.slice(from);
      from = this.probes.length;
      for (const { id } of round) for (const one of waiting.get(id) ?? []) this.take(one);
      this.advance();
    }
    this.failedInARow = trailing(heard, ({ verdict }) => verdict?.pass === null);
  }

  /** Probes without a verdict, in the order in which they are to be asked. */
  get open(): Probe[] {
    return this.probes.filter(({ id }) => !this.verdicts.has(id));
  }

  get endpointIsGone(): boolean {
    return this.failedInARow >= MOST_IN_A_ROW;
  }

  turnOf({ id }: Probe): number {
    return this.answers.get(id)?.length ?? 0;
  }

  /** The messages of a probe's next request; null when it has its verdict. */
  request(probe: Probe): Message[] | null {
    return this.verdicts.has(probe.id) ? null : nextRequest(probe, this.answers.get(probe.id) ?? []);
  }

  /** Marks a probe as being asked. */
  ask({ id }: Probe): void {
    this.asking.add(id);
  }

  /** Takes an answer to a probe's next request: its verdict, or null while turns are left. */
  answered(probe: Probe, text: string): Verdict | null {
    const answers = [...(this.answers.get(probe.id) ?? []), text];
    const verdict = answers.length < probe.calls ? null : grade(probe, answers);
    this.hear(probe.id, text, verdict);
    return verdict;
  }

  /** Takes an answer that was cut off twice. */
  cutOff(probe: Probe, text: string): Verdict {
    const verdict = truncated();
    this.hear(probe.id, text, verdict);
    return verdict;
  }

  /** Gives a probe up, because the endpoint failed. */
  failed(probe: Probe, code: string, detail: string): Verdict {
    const verdict = unmeasured(code, detail);
    this.hear(probe.id, null, verdict);
    return verdict;
  }

  /** Draws further probes when every probe has its verdict, or sets `end`. */
  advance(): void {
    if (this.end || this.open.length > 0) return;
    const { battery, seed, samples, thresholds } = this.plan;
    const next = nextRound({ battery, seed, samples, thresholds, rounds: this.rounds, results: this.results() });
    if (next.next === "stop") {
      this.end = next;
      return;
    }
    this.rounds += 1;
    this.probes.push(...next.probes);
  }

  private take({ probeId, response, verdict }: Heard): void {
    this.hear(probeId, response?.text ?? null, verdict);
  }

  private hear(id: string, text: string | null, verdict: Verdict | null): void {
    const probe = this.probes.find((one) => one.id === id);
    this.last = probe?.dimension ?? null;
    this.calls += 1;
    if (text !== null) this.answers.set(id, [...(this.answers.get(id) ?? []), text]);
    this.failedInARow = verdict?.pass === null ? this.failedInARow + 1 : 0;
    if (!verdict) return;
    this.verdicts.set(id, verdict);
    this.asking.delete(id);
  }

  private results() {
    return this.probes.flatMap((probe) => {
      const verdict = this.verdicts.get(probe.id);
      return verdict ? [{ probe, verdict }] : [];
    });
  }

  progress(): AuditProgress {
    return { done: this.verdicts.size, total: this.probes.length, dimension: this.last };
  }

  probe({ id, dimension, facet, template }: Probe): AuditProbe {
    return { id, dimension, facet, family: template, state: this.stateOf(id), code: this.verdicts.get(id)?.code ?? null };
  }

  private stateOf(id: string): ProbeState {
    const verdict = this.verdicts.get(id);
    if (verdict) return verdict.pass === null ? "unmeasured" : verdict.pass ? "passed" : "failed";
    return this.asking.has(id) ? "asking" : "queued";
  }

  /** What can be said of the audit so far; by the thresholds of its plan unless given. */
  view(
    thresholds = this.plan.thresholds,
  ): Pick<AuditDetail, "progress" | "components" | "probes" | "flags" | "critical" | "rounds" | "calls"> {
    const probes = this.probes.map((probe) => this.probe(probe));
    const assessment = assess(this.results(), thresholds);
    return {
      progress: this.progress(),
      components: byComponent((component) => componentOf(component, probes, assessment)),
      probes,
      flags: constantAnswers([...this.answers.values()].flat()) ? ["constant_answers"] : [],
      critical: assessment.critical,
      rounds: this.rounds,
      calls: this.calls,
    };
  }

  /** The same without its probes. */
  outcome(thresholds = this.plan.thresholds): AuditOutcome {
    const { probes: _, ...outcome } = this.view(thresholds);
    return outcome;
  }

  /** What the audit measured, as these thresholds certify it; null where something was not. */
  robustness(thresholds = this.plan.thresholds): Robustness | null {
    const { dimensions } = assess(this.results(), thresholds);
    const shares = DIMENSIONS.map((component) => {
      const assessed = dimensions[component];
      return assessed.measured ? assessed.certified : null;
    });
    if (!this.end || this.end.because === "inconclusive" || shares.includes(null)) return null;
    const [cc, er, as, ih] = shares as [number, number, number, number];
    return { cc, er, as, ih };
  }

  /** Why a component was not measured, in words: which of its probes the endpoint failed on, and how. */
  causes(): AuditCause[] {
    const { causes } = assess(this.results(), this.plan.thresholds);
    const whole = new Set(causes.filter(({ facet }) => facet === undefined).map(({ dimension }) => dimension));
    const telling = causes.filter(({ dimension, facet }) => facet === undefined || !whole.has(dimension));
    return telling.map(({ dimension, reason, facet }) => {
      const own = this.results().filter(
        ({ probe }) => probe.dimension === dimension && (facet === undefined || probe.facet === facet),
      );
      const failed = own.filter(({ verdict }) => verdict.pass === null);
      const what = facet === undefined ? "probes" : `probes of the group ${facet}`;
      const how = counted(failed.map(({ verdict }) => verdict.code));
      const missing = own.length - failed.length;
      const detail =
        failed.length > 0
          ? `${failed.length} of ${own.length} ${what} had no answer: ${how}.`
          : `Only ${missing} ${what} ${missing === 1 ? "was" : "were"} answered.`;
      return { code: reason, dimension, detail };
    });
  }
}

function componentOf(component: Component, probes: readonly AuditProbe[], { dimensions }: Assessment): AuditedComponent {
  const own = probes.filter(({ dimension }) => dimension === component);
  const count = (state: ProbeState) => own.filter((probe) => probe.state === state).length;
  const [passed, failed, missed] = [count("passed"), count("failed"), count("unmeasured")];
  const assessed = dimensions[component];
  const { estimate, lower, upper, certified, weakestFacet } = assessed.measured ? assessed : NOT_MEASURED;
  const done = passed + failed + missed;
  return { done, total: own.length, passed, failed, unmeasured: missed, estimate, lower, upper, certified, weakestFacet };
}

const NOT_MEASURED = { estimate: null, lower: null, upper: null, certified: null, weakestFacet: null };

/** How many at the end of a list are so. */
function trailing<T>(list: readonly T[], is: (item: T) => boolean): number {
  const last = list.findLastIndex((item) => !is(item));
  return list.length - 1 - last;
}

/** "timeout 5×, http_503 2×", most frequent first. */
function counted(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code} ${count}×`)
    .join(", ");
}
