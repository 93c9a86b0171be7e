import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { failureOf } from "@/components/live/use-act";
import type { Failure } from "@/components/ui/error-panel";
import { count, decimal } from "@/components/ui/format";
import { notify } from "@/components/ui/toast";
import { type ImportMedia, requestImport } from "@/lib/http/import-request";
import { queries } from "@/lib/http/queries";
import type { ImportReport } from "@/lib/registry/import";
import { LARGEST_FILE, mediaOf, refusedRows, sizeOf } from "./import-file";

/** What was read: its name where it came from a file. */
export type Source = { name: string | null; text: string };

/** What the server said of a text; `attempt` names the import of it. */
type Checked = { media: ImportMedia; text: string; attempt: string; report: ImportReport };

const NOTHING: Source = { name: null, text: "" };
const WHOLE = "The file was refused whole";

/** A file of agents on its way: read, checked without storing anything, then imported. Outlives the window it is shown in. */
export function useImport() {
  const client = useQueryClient();
  const [source, setSource] = useState(NOTHING);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  function take(next: Source) {
    setSource(next);
    setChecked(null);
    setFailure(null);
  }

  async function send(text: string, dryRun: boolean, attempt: string) {
    const size = sizeOf(text);
    if (size > LARGEST_FILE) {
      const megabytes = `${decimal(size / 1024 / 1024)} MiB`;
      return setFailure({ title: WHOLE, detail: `It has ${megabytes}; 8 MiB are possible. Split it and import the parts.` });
    }
    const media = mediaOf(text);
    setPending(true);
    setFailure(null);
    try {
      const report = await requestImport({ media, text, dryRun, attempt });
      setChecked({ media, text, attempt, report });
      if (!dryRun) {
        void client.invalidateQueries({ queryKey: queries.board().queryKey });
        notify({ text: `${count(report.registered, "agent")} registered` });
      }
    } catch (error) {
      setFailure(
        dryRun
          ? failureOf(error, WHOLE)
          : { ...failureOf(error, "The import was broken off"), detail: `${failureOf(error).detail} ${AGAIN}` },
      );
    } finally {
      setPending(false);
    }
  }

  return {
    source,
    report: checked?.report ?? null,
    checked,
    pending,
    failure,
    take,
    /** Asks what would happen. */
    check: (text = source.text) => send(text, true, newAttempt()),
    /** Registers what was checked. */
    importAll: () => (checked ? send(checked.text, false, checked.attempt) : Promise.resolve()),
    async choose(file: File) {
      const next = { name: file.name, text: await file.text() };
      take(next);
      await send(next.text, true, newAttempt());
    },
    /** The refused rows alone, to be mended here. */
    keepRefused() {
      if (checked) take({ name: null, text: refusedRows(checked.text, checked.media, checked.report.results) });
    },
  };
}

const AGAIN = "Import again: what is registered already is not registered twice.";

/** Not randomUUID, which browsers give to secure pages only. */
function newAttempt(): string {
  return `import-${[...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(16)).join("-")}`;
}
