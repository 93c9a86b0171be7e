"use client";

import { Download, FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Textarea } from "@/components/ui/input";
import { refusedRows } from "./import-file";
import { ImportRows } from "./import-rows";
import type { useImport } from "./use-import";

type Import = ReturnType<typeof useImport>;

const EXAMPLE = `name,model,capabilities,rateSats,endpoint.url,endpoint.protocol
Scout,my-model,research; sql,60,https://…/v1/chat/completions,openai-chat`;
const HINT =
  "CSV: the first line names the columns. name and model are needed; id, persona, capabilities and keywords (separated by ;), rateSats, capacity, endpoint.url, endpoint.protocol and the other members of a registration are possible. JSON lines: one registration a line.";

/** Takes a file or a pasted text, and shows row by row what would become of it, or what has. */
export function ImportPanel({ file }: { file: Import }) {
  const { source, report, failure, take } = file;
  return (
    <div className="flex flex-col gap-3 p-4">
      <Drop file={file} />
      {source.name === null ? (
        <Field label="Or paste it here" hint={HINT}>
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={report ? 4 : 8}
              spellCheck={false}
              placeholder={EXAMPLE}
              value={source.text}
              onChange={(event) => take({ name: null, text: event.target.value })}
              className="font-mono text-12 whitespace-pre"
            />
          )}
        </Field>
      ) : null}
      {failure ? <ErrorPanel {...failure} /> : null}
      {report && file.checked ? <ImportRows {...file.checked} /> : null}
    </div>
  );
}

/** Where a file is chosen or dropped, and which one was. */
function Drop({ file: { source, take, choose, pending } }: { file: Import }) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button in it does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [dropped] = event.dataTransfer.files;
        if (dropped) void choose(dropped);
      }}
      className={cn(
        "flex min-h-12 flex-wrap items-center gap-3 rounded-2 border border-line-strong border-dashed px-3 py-2",
        over && "border-control bg-hover",
      )}
    >
      <Button onClick={() => input.current?.click()} disabled={pending}>
        <FileUp aria-hidden />
        Choose a file…
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.jsonl,.ndjson,text/csv,application/x-ndjson"
        aria-label="File of agents"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void choose(chosen);
          // Else the same file, mended, could not be chosen again.
          event.target.value = "";
        }}
      />
      {source.name === null ? (
        <span className="text-12 text-ink-3">or drop it here; up to 5,000 rows and 8 MiB</span>
      ) : (
        <>
          <span className="min-w-0 truncate font-medium">{source.name}</span>
          <Button variant="quiet" size="sm" className="ml-auto" onClick={() => take({ name: null, text: "" })}>
            Remove
          </Button>
        </>
      )}
    </div>
  );
}

/** The ways on from where the file stands. */
export function ImportButtons({ file, close }: { file: Import; close: () => void }) {
  const { source, report, checked, pending, check, importAll, keepRefused, take } = file;
  const leftOver = report?.results.some(({ ok }) => !ok) ? checked : null;
  const done = report !== null && !report.dryRun;
  return (
    <>
      {leftOver && report ? (
        <span className="mr-auto flex flex-wrap gap-2">
          <Button
            onClick={() => download(refusedRows(leftOver.text, leftOver.media, report.results), leftOver.media)}
            aria-label="Download the refused rows"
          >
            <Download aria-hidden />
            Refused rows
          </Button>
          {done ? <Button onClick={keepRefused}>Mend them here</Button> : null}
        </span>
      ) : null}
      {done ? (
        <Button
          variant="primary"
          onClick={() => {
            take({ name: null, text: "" });
            close();
          }}
        >
          Done
        </Button>
      ) : (
        <>
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          {report && report.registered > 0 ? (
            <Button variant="primary" pending={pending} onClick={() => void importAll()}>
              Import {count(report.registered, "agent")}
            </Button>
          ) : (
            <Button
              variant="primary"
              pending={pending}
              disabled={source.text.trim() === "" || report !== null}
              onClick={() => void check()}
            >
              Check the rows
            </Button>
          )}
        </>
      )}
    </>
  );
}

function download(text: string, media: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: media }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `refused-agents.${media === "text/csv" ? "csv" : "jsonl"}`;
  link.click();
  URL.revokeObjectURL(url);
}
