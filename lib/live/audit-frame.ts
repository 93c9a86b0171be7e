import type { InfiniteData } from "@tanstack/react-query";
import type { Page } from "../http/queries";
import type { Audit, AuditDetail, AuditProbe, ProbeState } from "../registry/audit";
import type { AuditFrame } from "./events";

/** How far a probe is: it never goes back, so what comes late changes nothing. */
const STEPS = { queued: 0, asking: 1, passed: 2, failed: 2, unmeasured: 2 } as const satisfies Record<ProbeState, number>;

/**
 * The audit after a frame; the same object where the frame tells nothing new. That it has ended is not taken over: what
 * it came to is not in the frame, and half of that is wrong.
 */
export function advanced(audit: AuditDetail, frame: AuditFrame): AuditDetail {
  const changes = new Map(frame.changes.map((change) => [change.id, change]));
  const probes = audit.probes.map((probe) => advancedProbe(probe, changes.get(probe.id)));
  const status = statusAfter(audit, frame);
  const further = frame.progress.done >= audit.progress.done;
  if (!further && status === audit.status && probes.every((probe, i) => probe === audit.probes[i])) return audit;
  return { ...audit, status, progress: further ? frame.progress : audit.progress, probes };
}

function advancedProbe(probe: AuditProbe, change: AuditFrame["changes"][number] | undefined): AuditProbe {
  if (!change || STEPS[change.state] <= STEPS[probe.state]) return probe;
  return { ...probe, state: change.state, code: change.code };
}

function statusAfter(audit: Audit, frame: AuditFrame): Audit["status"] {
  return isOpen(audit.status) && isOpen(frame.status) ? frame.status : audit.status;
}

function isOpen(status: Audit["status"]): boolean {
  return status === "queued" || status === "running";
}

/** What lists of audits are kept as: page by page, or one page; the list of those due holds no audits. */
export type AuditList = InfiniteData<Page<Audit>> | Page<Audit>;

/** A list after a frame about one of its audits; the same object where it is about none. */
export function advancedItem(held: AuditList | undefined, frame: AuditFrame): AuditList | undefined {
  const has = (page: Page<Audit>) => page.items.some(({ id }) => id === frame.id);
  if (!held || !("pages" in held ? held.pages.some(has) : has(held))) return held;
  const item = (audit: Audit): Audit =>
    audit.id === frame.id && isOpen(audit.status)
      ? { ...audit, status: statusAfter(audit, frame), progress: frame.progress }
      : audit;
  const page = (one: Page<Audit>): Page<Audit> => ({ ...one, items: one.items.map(item) });
  return "pages" in held ? { ...held, pages: held.pages.map(page) } : page(held);
}
