import { decimal } from "@/components/ui/format";
import type { Audit } from "@/lib/registry/audit";
import { cut } from "@/lib/registry/cut";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { type Component, GATED } from "@/lib/registry/robustness";
import { STATUS_NAMES } from "./words";

/** What an ended audit came to: a mark of its own, and a few words. */
export type Outcome = { mark: "kept" | "up" | "down" | "failed" | "open" | "cancelled"; text: string };

const LONGEST_CAUSE = 60;
/** What ended a whole audit, in the words of a list. */
const CAUSES: Record<string, string> = {
  endpoint_gone: "Endpoint did not answer",
  no_endpoint: "No endpoint any more",
  no_battery: "Questions not at hand",
  deadline: "Took too long",
  internal: "Muster failed, see its log",
  architecture_changed: "Architecture changed meanwhile",
  "registry/architecture-mismatch": "Held for drift",
  deregistered: "Deregistered meanwhile",
};
const COMPONENTS = [...GATED, "ih"] as const;

/** The outcome in a few words: `T4 renewed`, `T2 to T3`, `T1 to T0, integrity 0.41`, `AS not measured`. Null while it is open. */
export function outcomeOf(audit: Audit, ihThreshold = 0.5): Outcome | null {
  switch (audit.status) {
    case "queued":
    case "running":
      return null;
    case "cancelled":
      return { mark: "cancelled", text: `Cancelled at ${audit.progress.done} of ${audit.progress.total}` };
    case "inconclusive":
      return { mark: "open", text: causeLine(audit) };
    default:
      return certified(audit, ihThreshold);
  }
}

function certified({ result, status }: Audit, ihThreshold: number): Outcome {
  if (!result) return { mark: status === "passed" ? "kept" : "failed", text: STATUS_NAMES[status] };
  const { tier, previousTier, direction, robustness } = result;
  const weak = tier === "T0" ? `, ${weakestWords(robustness, ihThreshold)}` : "";
  if (direction === "first" || previousTier === null) {
    return { mark: tier === "T0" ? "failed" : "kept", text: `First: ${tier}${weak}` };
  }
  if (previousTier === tier) return { mark: tier === "T0" ? "failed" : "kept", text: `${tier} renewed${weak}` };
  return {
    mark: tier === "T0" ? "failed" : direction === "demotion" ? "down" : "up",
    text: `${previousTier} to ${tier}${weak}`,
  };
}

/** What took the agent to T0: integrity under its threshold, else the lowest of the others. Numbers are cut, never rounded up. */
function weakestWords(robustness: Record<Component, number>, ihThreshold: number): string {
  const short = (share: number) => decimal(Math.floor(share * 100) / 100, 2);
  if (robustness.ih < ihThreshold) return `integrity ${short(robustness.ih)}`;
  const lowest = GATED.reduce((low, other) => (robustness[other] < robustness[low] ? other : low));
  return `${COMPONENT_NAMES[lowest].short} ${short(robustness[lowest])}`;
}

function causeLine({ causes = [] }: Audit): string {
  const whole = causes.find(({ dimension }) => dimension === undefined);
  if (whole) return CAUSES[whole.code] ?? cut(whole.detail, LONGEST_CAUSE);
  const unmeasured = COMPONENTS.filter((component) => causes.some(({ dimension }) => dimension === component));
  if (unmeasured.length > 0) return `${unmeasured.map((component) => COMPONENT_NAMES[component].short).join(", ")} not measured`;
  return "Nothing certified";
}
