import { count } from "@/components/ui/format";

/** What became of a request to audit several agents, as numbers of agents. */
export type BulkOutcome = { started: number; running: number; withoutEndpoint: number; refused: number };

/** `12 started, 3 already running, 2 without an endpoint`. */
export function bulkText({ started, running, withoutEndpoint, refused }: BulkOutcome): string {
  const parts = [
    `${count(started, "audit")} started`,
    running > 0 && `${running} already running`,
    withoutEndpoint > 0 && `${withoutEndpoint} without an endpoint`,
    refused > 0 && `${refused} refused`,
  ];
  return parts.filter(Boolean).join(", ");
}
