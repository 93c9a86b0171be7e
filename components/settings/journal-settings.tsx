"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { count, exact } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { JournalStatus } from "@/lib/journal/proof";
import { Loaded } from "./loaded";

const REFRESH_MS = 5_000;

/** How the journal is signed, and what of it to keep where. */
export function JournalSettings() {
  const status = useQuery({ ...queries.journalStatus(), refetchInterval: REFRESH_MS });
  return (
    <>
      <Section
        title="Signed checkpoints"
        note="what shows that a tail was cut off, or all of it written anew"
        end={
          <Button asChild>
            <a href="/api/v1/journal/checkpoints" download="muster-journal-checkpoints.ndjson">
              <Download aria-hidden />
              Checkpoints
            </a>
          </Button>
        }
      >
        <Loaded query={status} what="The checkpoints">
          {(data) => <Signed status={data} />}
        </Loaded>
      </Section>
      <Section title="What to keep where" className="border-line border-t">
        <ol className="words flex max-w-180 list-decimal flex-col gap-2 pl-5 text-ink-2">
          <li>
            Note the public key or its fingerprint somewhere that Muster cannot write. It follows from Muster’s secret: keep that
            apart from backups, and a restored one goes on under the same key.
          </li>
          <li>
            Copy the checkpoint file to another machine, or collect Muster’s log there: each checkpoint is also a line of it. Who
            owns this machine can change both the database and the file beside it, but not the copy.
          </li>
          <li>
            From time to time download the <Link href="/journal">journal’s export</Link> and verify it elsewhere:{" "}
            <code className="break-words">npm run verify -- --export FILE --checkpoint FILE --public-key KEY</code>, or{" "}
            <a href="/docs/assets/verify-journal.mjs" className="link">
              verify-journal.mjs
            </a>
            , thirty lines that need nothing but Node.
          </li>
          <li>
            After restoring an older backup on purpose, move the checkpoint file away and keep it. Until then the journal says
            that entries are missing, and no new checkpoint is written.
          </li>
        </ol>
      </Section>
    </>
  );
}

function Signed({ status: { checkpoint, publicKey, fingerprint, file, failure, mismatch } }: { status: JournalStatus }) {
  return (
    <div className="flex flex-col gap-3">
      {mismatch ? (
        <p role="alert" className="words max-w-180 rounded-2 border border-bad-line bg-bad-bg px-3 py-2 font-medium text-bad">
          {mismatch}
        </p>
      ) : null}
      {failure ? <p className="words max-w-180 text-warn">The newest checkpoint could not be written: {failure}</p> : null}
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-start gap-x-6 gap-y-2 phone:grid-cols-1 phone:gap-y-0.5">
        <Item name="Public key" copy={publicKey}>
          <code className="break-all">{publicKey}</code>
        </Item>
        <Item name="Fingerprint" copy={fingerprint}>
          <code>{fingerprint}</code>
        </Item>
        {file !== null && (
          <Item name="File" copy={file}>
            <code className="break-all">{file}</code>
          </Item>
        )}
        {checkpoint ? (
          <>
            <Item name="Newest">
              {count(checkpoint.size, "entry", "entries")}, signed <TimeAgo at={checkpoint.at} />{" "}
              <span className="text-ink-3 phone:hidden">({exact(checkpoint.at)})</span>
            </Item>
            <Item name="Head" copy={checkpoint.head}>
              <code className="break-all">{checkpoint.head}</code>
            </Item>
            <Item name="As a line" copy={JSON.stringify(checkpoint)}>
              <code className="break-all text-12 text-ink-3">{JSON.stringify(checkpoint)}</code>
            </Item>
          </>
        ) : (
          <Item name="Newest">None yet: the first comes within ten seconds of an entry.</Item>
        )}
      </dl>
    </div>
  );
}

function Item({ name, copy, children }: { name: string; copy?: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3 phone:mt-2 phone:text-12">{name}</dt>
      <dd className="m-0 flex min-w-0 items-start gap-1">
        <span className="min-w-0">{children}</span>
        {copy === undefined ? null : (
          <CopyButton
            iconOnly
            size="sm"
            label={`Copy ${name.toLowerCase()}`}
            text={copy}
            className="-my-0.5 phone:-my-2 [&_.lucide]:size-3"
          />
        )}
      </dd>
    </>
  );
}
