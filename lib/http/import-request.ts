import type { ImportReport } from "../registry/import";
import type { Problem } from "./problem";
import { RequestError } from "./queries";

export type ImportMedia = "application/x-ndjson" | "text/csv";

/**
 * Sends a file of agents from the browser; with `dryRun` nothing is stored. `attempt` names this import: sent again under the
 * same name nothing is registered twice, and `results` may then be empty. Throws RequestError where the file is refused whole.
 */
export async function requestImport(file: {
  media: ImportMedia;
  text: string;
  dryRun: boolean;
  attempt: string;
}): Promise<ImportReport> {
  const response = await fetch(`/api/v1/agents/import${file.dryRun ? "?dryRun=true" : ""}`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": file.media,
      ...(file.dryRun ? {} : { "idempotency-key": file.attempt }),
    },
    body: file.text,
  });
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new RequestError(response.status, body as Partial<Problem>);
  // Of a long answer that is given again only the counts are kept.
  return { dryRun: file.dryRun, results: [], ...(body as Partial<ImportReport>) } as ImportReport;
}
