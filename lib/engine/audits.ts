import { SYSTEM } from "../access/action";
import { askEndpoint } from "../auditors/ask-endpoint";
import { Auditor, type AuditorHost, type AuditorLimits } from "../auditors/auditor";
import type { Patience } from "../auditors/completion";
import { cancelAudit } from "../commands/cancel-audit";
import { finishAudit } from "../commands/finish-audit";
import { keepAuditRecords } from "../commands/keep-audit-records";
import { requestSpotAudits } from "../commands/request-audit";
import { startAudit } from "../commands/start-audit";
import { runtime } from "../runtime";
import { openAudits, recordsOf } from "../store/audits";
import { Alarm, type Arm } from "./alarm";
import { chatEndpointOf } from "./chat-endpoint";

/** How hard audits try; the usual where nothing is given. */
export type Auditing = { limits?: AuditorLimits; patience?: Patience };

/** The auditor of this process; to be started when everything else is up. */
export function createAuditor({ limits, patience }: Auditing = {}): Auditor {
  const host: AuditorHost = {
    now: () => runtime().now(),
    isSpotAuditDue: () => {
      const { spotAudits, now } = runtime();
      return spotAudits.next !== null && spotAudits.next <= now();
    },
    openAudits: () => openAudits(runtime().store.prisma),
    records: ({ number }) => recordsOf(runtime().store.raw, number),
    begin: startAudit,
    endpoint: async ({ agentNumber }) => {
      const found = await chatEndpointOf(agentNumber);
      if (!found) return null;
      const { endpoint, model } = found;
      return { url: endpoint.url, ask: askEndpoint(endpoint, model, runtime().outbound, patience) };
    },
    keep: keepAuditRecords,
    finish: finishAudit,
    push: (frame, { agentNumber }) => {
      const { publisher, fleet } = runtime();
      publisher.audit({ ...frame, agentId: fleet.at(agentNumber)?.id ?? "" });
    },
    onError: (error, row) => runtime().log.error({ err: error, audit: row?.id }, "an audit failed"),
  };
  return new Auditor(host, limits);
}

// More would hold the writer's slot for long.
const SPOT_AUDITS_AT_ONCE = 8;

/** Requests every spot audit when its instant comes; what was missed while nothing ran, at once. */
export function watchSpotAudits(arm: Arm): Alarm {
  const { spotAudits, now, log } = runtime();
  const onError = (error: unknown) => log.error({ job: "spot audits", err: error }, "background job failed");
  return new Alarm(spotAudits, SPOT_AUDITS_AT_ONCE, requestSpotAudits, { now, arm, onError });
}

/** Cancels the audits of agents that are deregistered. */
export function cancelAuditsOfTheGone(): void {
  const { publisher, fleet, log } = runtime();
  publisher.onEntry(({ type, agentId }) => {
    const openId = type === "agent.deregistered" && agentId !== null ? fleet.find(agentId)?.audits.openId : null;
    if (openId)
      cancelAudit(SYSTEM, openId).catch((error: unknown) =>
        log.error({ err: error, audit: openId }, "an audit was not cancelled"),
      );
  });
}
