import { hashKey, type QueryClient } from "@tanstack/react-query";
import { queries, queryGroups } from "../http/queries";
import type { AuditDetail } from "../registry/audit";
import type { Stale } from "./apply";
import { type AuditList, advanced, advancedItem } from "./audit-frame";
import type { AuditFrame } from "./events";

/** The estimates of a running audit come with the audit, not with its frames. */
const AUDIT_EVERY_MS = 1_000;
const LISTS_EVERY_MS = 1_500;
const AGENT_EVERY_MS = 500;

/** Brings frames of audits into the query cache: probes and progress at once; estimates, lists and the agent are asked for. */
export function createAuditApplier(client: QueryClient, markStale: (stale: Stale) => void) {
  /** What each audit was last said to be. */
  const statuses = new Map<string, AuditFrame["status"]>();
  /** Frames since the current fetch of an audit began, by the hash of its key: the answer may be older than they are. */
  const sinceAsked = new Map<string, AuditFrame[]>();

  function write(frame: AuditFrame): void {
    client.setQueryData<AuditDetail>(queries.audit(frame.id).queryKey, (held) => held && advanced(held, frame));
  }

  client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.query.queryKey[0] !== queryGroups.audits[0]) return;
    const { queryHash } = event.query;
    if (event.action.type === "fetch") sinceAsked.set(queryHash, []);
    if (event.action.type === "error") sinceAsked.delete(queryHash);
    if (event.action.type !== "success" || event.action.manual) return;
    const frames = sinceAsked.get(queryHash) ?? [];
    sinceAsked.delete(queryHash);
    for (const frame of frames) write(frame);
  });

  return {
    frame(frame: AuditFrame): void {
      const { queryKey } = queries.audit(frame.id);
      const before = statuses.get(frame.id) ?? client.getQueryData<AuditDetail>(queryKey)?.status;
      sinceAsked.get(hashKey(queryKey))?.push(frame);
      write(frame);
      client.setQueriesData<AuditList>({ queryKey: queryGroups.auditLists }, (held) => advancedItem(held, frame));
      markStale({ key: queryKey, every: AUDIT_EVERY_MS, patient: true });
      statuses.set(frame.id, frame.status);
      if (before === frame.status) return;
      // What it came to, or that it began, is shown at once.
      markStale({ key: queryKey, every: 0 });
      markStale({ key: queryGroups.auditLists, every: LISTS_EVERY_MS });
      markStale({ key: queries.agent(frame.agentId).queryKey, every: AGENT_EVERY_MS, exact: true });
    },

    /** Frames were missed: what is on screen is asked for again. */
    missed(): void {
      markStale({ key: queryGroups.audits, every: AUDIT_EVERY_MS });
      markStale({ key: queryGroups.auditLists, every: LISTS_EVERY_MS });
    },
  };
}
