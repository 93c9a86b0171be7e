import { judgeUrl } from "../auditors/endpoint-url";
import { Refusal, type RefusalItem } from "../refusal";
import type { AgentPatch } from "../registry/agent";
import { runtime } from "../runtime";

/** What is wrong with a declared endpoint as far as its text shows; null where it may be called. The client's own rule. */
export function endpointFault({ endpoint }: Pick<AgentPatch, "endpoint">): RefusalItem | null {
  const judged = endpoint === undefined ? null : judgeUrl(endpoint.url, runtime().outbound);
  return judged === null || judged.ok
    ? null
    : { pointer: "/endpoint/url", code: "registry/endpoint-refused", detail: judged.detail };
}

/** Refuses 422 `registry/endpoint-refused`, so that no URL is kept which would never be called. */
export function checkEndpoint(given: Pick<AgentPatch, "endpoint">): void {
  const fault = endpointFault(given);
  if (fault !== null) throw new Refusal(422, "registry/endpoint-refused", fault.detail, [fault]);
}
