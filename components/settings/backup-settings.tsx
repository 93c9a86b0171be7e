"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel } from "@/components/ui/error-panel";
import { decimal, exact, integer, NO_VALUE, percent, shortHash } from "@/components/ui/format";
import { GuideLink } from "@/components/ui/guide-link";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Backup, BackupList } from "@/lib/journal/backup";
import { Loaded } from "./loaded";

const POLL_MS = 500;
const REFRESH_MS = 15_000;
const MIB = 1024 * 1024;

type Props = {
  /** How many are kept. */
  kept: number;
  createBackup: Act<Record<string, never>, Backup>;
};

/** Copies of the database: which there are, one more now, and how to go back to one. */
export function BackupSettings({ kept, createBackup }: Props) {
  const make = useAct(createBackup);
  const backups = useQuery({ ...queries.backups(), refetchInterval: make.pending ? POLL_MS : REFRESH_MS });
  const running = backups.data?.running ?? null;

  async function now() {
    const result = await make.run({});
    if (result.ok) notify({ text: `Backup written, ${size(result.data.bytes)}` });
    void backups.refetch();
  }

  return (
    <>
      <Section
        title="Backups"
        note={`the newest ${kept} are kept`}
        end={
          <Button pending={make.pending || running !== null} onClick={now}>
            Back up now
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          {make.failure ? <ErrorPanel className="max-w-140" {...make.failure} /> : null}
          {make.pending || running ? <Progress running={running} /> : null}
          <Loaded query={backups} what="The backups">
            {(list) => (list.items.length > 0 ? <Backups list={list} /> : make.pending || list.running ? null : <None />)}
          </Loaded>
        </div>
      </Section>
      <Section title="How to restore" className="border-line border-t">
        <ol className="words flex max-w-180 list-decimal flex-col gap-2 pl-5 text-ink-2">
          <li>Stop Muster. Move its data folder away and keep it.</li>
          <li>
            Make an empty folder, copy the backup into it as <code>muster.db</code>, and the old folder’s file <code>secret</code>{" "}
            beside it, unless MUSTER_SECRET is set.
          </li>
          <li>
            Start Muster with <code>DATABASE_URL=file:FOLDER/muster.db</code>. Then check it:{" "}
            <code>npm run verify -- --db FILE</code>, with the old folder’s checkpoint file as <code>--checkpoint</code> to see
            what the backup lacks.
          </li>
        </ol>
        <p className="words mt-3 max-w-180 text-12 text-ink-3">
          A backup is on the same disk until somebody copies it elsewhere: <code>npm run backup -- --out FILE</code> writes one to
          any place. <GuideLink page="backup">The guide</GuideLink> has all of it.
        </p>
      </Section>
    </>
  );
}

const size = (bytes: number): string => `${decimal(bytes / MIB, bytes < 10 * MIB ? 1 : 0)} MiB`;

function Progress({ running }: { running: BackupList["running"] }) {
  const share = running && running.of > 0 ? Math.min(1, running.bytes / running.of) : 0;
  return (
    <div role="status" className="flex max-w-140 flex-col gap-1.5">
      <span className="figures text-ink-2">
        {share < 1 ? `Copying the database: ${percent(share)}` : "Checking the copy: every page, every entry"}
      </span>
      <span aria-hidden className="block h-1 overflow-hidden rounded-full bg-hover">
        <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
      </span>
    </div>
  );
}

function None() {
  return (
    <p className="words max-w-140 text-ink-2">
      No backups yet. A backup is one file that holds everything acknowledged before it began. It is written beside the running
      server, which goes on taking signals, and is checked before it counts.
    </p>
  );
}

/** Columns that a phone has no room for. */
const WIDE = "phone:hidden";

function Backups({ list: { items, folder } }: { list: BackupList }) {
  return (
    <>
      <Table label="Backups, newest first">
        <thead>
          <tr>
            <Th>File</Th>
            <Th>Written</Th>
            <Th numeric>Size</Th>
            <Th numeric className={WIDE}>
              Entries
            </Th>
            <Th className={cn("pl-6", WIDE)}>Head</Th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ file, bytes, entries, head, at, why }) => (
            <tr key={file}>
              <Td className="max-w-80 truncate font-medium phone:w-full phone:max-w-0" title={file}>
                {why === undefined ? null : (
                  <span title={why}>
                    <TriangleAlert
                      role="img"
                      aria-label={`Its journal does not hold: ${why}`}
                      className="mr-1.5 inline text-bad"
                    />
                  </span>
                )}
                {file.split(/[\\/]/).at(-1)}
              </Td>
              <Td title={exact(at)}>
                <TimeAgo at={at} />
              </Td>
              <Td numeric>{size(bytes)}</Td>
              <Td numeric className={WIDE}>
                {integer(entries)}
              </Td>
              <Td className={cn("pl-6", WIDE)}>{head === null ? NO_VALUE : <code title={head}>{shortHash(head, 6)}</code>}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-12 text-ink-3">
        In <code className="break-all">{folder}</code> on the server.
      </p>
    </>
  );
}
