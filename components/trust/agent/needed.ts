import { useQuery } from "@tanstack/react-query";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { missingEvidence } from "@/lib/registry/attention";
import { neededWords } from "@/lib/registry/standing";
import { DIMENSIONS } from "@/lib/trust/dimension";

/** What an unrated agent lacks, "3 more signals needed"; null for a rated one and while that is not known. */
export function useNeeded(agent: Agent | undefined): string | null {
  const policy = useQuery(queries.trustPolicy());
  if (!agent || agent.rated || !policy.data) return null;
  const evidence = DIMENSIONS.reduce((sum, d) => sum + agent.dimensions[d].windowCount, 0);
  return neededWords(missingEvidence(policy.data, evidence, agent.coverage));
}
