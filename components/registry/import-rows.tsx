"use client";

import { useState } from "react";
import { count, integer } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Segmented } from "@/components/ui/segmented";
import { Table, Td, Th } from "@/components/ui/table";
import type { ImportMedia } from "@/lib/http/import-request";
import { cut } from "@/lib/registry/cut";
import type { ImportReport } from "@/lib/registry/import";
import { errorWords, rowTexts } from "./import-file";

const MOST_SHOWN = 200;
const LONGEST_ROW = 60;

type Result = ImportReport["results"][number];
type Props = { media: ImportMedia; text: string; report: ImportReport };

/** What would become of each row of a file, or what has; the refused ones say why. */
export function ImportRows({ media, text, report }: Props) {
  const { dryRun, rows, registered, refused, results } = report;
  const [only, setOnly] = useState<"all" | "refused">("all");
  const shown = only === "all" ? results : results.filter(({ ok }) => !ok);
  const texts = rowTexts(text, media, results);
  return (
    <section aria-label="Rows of the file">
      <div className="mb-1 flex flex-wrap items-center gap-x-3 gap-y-1">
        <p role="status">
          <b className="font-semibold">
            {integer(registered)} of {count(rows, "row")}
          </b>{" "}
          {dryRun ? "would be registered" : "registered"}
          {refused > 0 ? (
            <>
              , <span className="text-bad">{integer(refused)} refused</span>
            </>
          ) : null}
          {dryRun ? ". Nothing is stored yet." : "."}
        </p>
        {refused > 0 && registered > 0 ? (
          <Segmented
            label="Rows to show"
            value={only}
            onValueChange={setOnly}
            options={[
              { value: "all", label: "All", count: integer(rows) },
              { value: "refused", label: "Refused", count: integer(refused) },
            ]}
            className="ml-auto"
          />
        ) : null}
      </div>
      {results.length === 0 ? (
        <p className="text-12 text-ink-3">
          This was answered before, and of a long answer only the counts are kept. The leaderboard shows who is registered.
        </p>
      ) : null}
      <Table label={dryRun ? "What would become of each row" : "What became of each row"}>
        <thead>
          <tr>
            <Th numeric>Line</Th>
            <Th>Row</Th>
            <Th>{dryRun ? "What would happen" : "What happened"}</Th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, MOST_SHOWN).map((result) => (
            <tr key={result.row}>
              <Td numeric className="figures w-10 py-2 align-top text-ink-3">
                {result.line}
              </Td>
              <Td className="w-1/2 max-w-0 truncate py-2 align-top">
                <code title={texts.get(result.row)?.slice(0, 1000)}>{cut(texts.get(result.row) ?? "", LONGEST_ROW)}</code>
              </Td>
              <Td className="whitespace-normal break-words py-2 align-top">
                <Outcome result={result} dryRun={dryRun} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {shown.length > MOST_SHOWN ? (
        <p className="mt-1 text-12 text-ink-3">
          The first {MOST_SHOWN} of {count(shown.length, "row")} are shown.
        </p>
      ) : null}
    </section>
  );
}

function Outcome({ result: { ok, id, errors = [] }, dryRun }: { result: Result; dryRun: boolean }) {
  if (!ok) {
    return <span className="text-bad">{errors.map(errorWords).join(" ")}</span>;
  }
  if (dryRun) return <>{id === undefined ? "Registered under an id that is made" : `Registered as ${id}`}</>;
  return id === undefined ? (
    <>Registered</>
  ) : (
    <>
      Registered as{" "}
      <IntentLink href={`/agents/${encodeURIComponent(id)}`} className="link">
        {id}
      </IntentLink>
    </>
  );
}
