import { bytes, integer, percent } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Storage } from "@/lib/trust/retention-shape";

/** What the tables hold, in words of the product; the others are settings, keys and bookkeeping. */
const NAMES: Record<string, { name: string; kept: string }> = {
  Signal: { name: "Signals", kept: "as set above" },
  SignalKey: { name: "Ids of signals", kept: "as long as their signals" },
  Sample: { name: "Score samples", kept: "thinned as set above" },
  JournalEntry: { name: "Journal", kept: "for ever" },
  AuditRecord: { name: "Evidence of audits", kept: "for ever" },
  Audit: { name: "Audits", kept: "for ever" },
  Certificate: { name: "Certificates", kept: "for ever" },
  Task: { name: "Tasks", kept: "for ever" },
  Attempt: { name: "Attempts and results", kept: "results as set above" },
  Decision: { name: "Routing decisions", kept: "for ever" },
  Candidate: { name: "Candidates of decisions", kept: "for ever" },
  Posting: { name: "Postings", kept: "for ever" },
  Agent: { name: "Agents", kept: "for ever" },
  IdempotentRequest: { name: "Repeatable requests", kept: "24 hours" },
};

/** What is there but rounds to nothing is not nothing. */
function shareWords(size: number, total: number): string {
  const share = total === 0 ? 0 : size / total;
  return share > 0 && share < 0.005 ? "< 1\u00a0%" : percent(share);
}

/** Rows and bytes of what grows; the rest is one line. */
export function StorageSizes({ storage }: { storage: Storage }) {
  const total = storage.tables.reduce((sum, table) => sum + table.bytes, 0);
  const shown = storage.tables.filter(({ name, rows }) => NAMES[name] && rows > 0);
  const rest = storage.tables.filter((table) => !shown.includes(table));
  return (
    <div className="max-w-180">
      <p className="text-ink-2">
        <span className="font-semibold text-ink-1">{bytes(storage.file)}</span> in the database file, {bytes(storage.log)} in its
        write-ahead log, {bytes(storage.windows)} of windows kept for the next start. Measured <TimeAgo at={storage.measuredAt} />
        .
      </p>
      <div className="mt-3">
        <Table label="What takes how much room">
          <thead>
            <tr>
              <Th>What</Th>
              <Th numeric className="phone:hidden">
                Rows
              </Th>
              <Th numeric>Size</Th>
              <Th numeric>Share</Th>
              <Th className="phone:pl-3">Kept</Th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, rows, bytes: size }) => (
              <tr key={name}>
                <Td className="font-medium">{NAMES[name]?.name}</Td>
                <Td numeric className="phone:hidden">
                  {integer(rows)}
                </Td>
                <Td numeric>{bytes(size)}</Td>
                <Td numeric className="text-ink-2">
                  {shareWords(size, total)}
                </Td>
                <Td className="text-ink-2 phone:whitespace-normal phone:pl-3">{NAMES[name]?.kept}</Td>
              </tr>
            ))}
            <tr>
              <Td className="text-ink-2 phone:whitespace-normal">Settings, keys, users and the like</Td>
              <Td numeric className="phone:hidden">
                {integer(rest.reduce((sum, table) => sum + table.rows, 0))}
              </Td>
              <Td numeric>{bytes(rest.reduce((sum, table) => sum + table.bytes, 0))}</Td>
              <Td />
              <Td />
            </tr>
          </tbody>
        </Table>
      </div>
    </div>
  );
}
