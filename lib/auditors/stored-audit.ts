import { type AuditOutcome, byComponent } from "../registry/audit";
import type { AuditRow } from "../store/audits";
import { AuditState } from "./audit-state";
import { batteryOf, findBattery } from "./batteries";
import type { Thresholds } from "./battery/gate";
import { type KeptRecord, readRecord } from "./evidence";

/** Where an audit is by what was kept of it. Throws RangeError where its battery is not at hand any more. */
export function stateOf(row: AuditRow, kept: readonly KeptRecord[]): AuditState {
  const plan = {
    battery: batteryOf(row),
    seed: row.seed,
    samples: row.samples,
    thresholds: JSON.parse(row.thresholds) as Thresholds,
  };
  return new AuditState(plan, kept.map(readRecord));
}

/** An audit whose questions this Muster does not have. */
const NOTHING_KNOWN: AuditOutcome = {
  progress: { done: 0, total: 0, dimension: null },
  components: byComponent(() => ({
    ...{ done: 0, total: 0, passed: 0, failed: 0, unmeasured: 0 },
    ...{ estimate: null, lower: null, upper: null, certified: null, weakestFacet: null },
  })),
  flags: [],
  critical: 0,
  rounds: 0,
  calls: 0,
};

/** By battery and size. */
const planned = new Map<string, AuditOutcome>();

/** What can be said of an audit that has not begun: how many probes there will be does not depend on its seed. */
export function plannedOutcome(row: AuditRow): AuditOutcome {
  if (!findBattery(row)) return NOTHING_KNOWN;
  const key = `${row.batterySha256} ${row.samples}`;
  const known = planned.get(key) ?? stateOf(row, []).outcome();
  planned.set(key, known);
  return known;
}
