"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { FoldedText, PlainText } from "@/components/chips/plain-text";
import { failureOf } from "@/components/live/use-act";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { clockInZone, decimal, integer, shortHash } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { EvidenceRecord, ProbeEvidence } from "@/lib/registry/audit";
import { templateOf } from "./comparison";
import { isDone, type NamedProbe, nextFailure } from "./grid";
import { Messages } from "./messages";
import { codeWords, facetName, isCritical, PROBE_STATE_NAMES, ruleWords } from "./words";

type Props = {
  auditId: string;
  probe: NamedProbe;
  probes: readonly NamedProbe[];
  onSelect: (probe: string) => void;
  /** Its name stands above it already. */
  named?: boolean;
};

/** One probe: what was asked, what came back, and how it was judged. */
export function ProbePanel({ auditId, probe, probes, onSelect, named = false }: Props) {
  return (
    <section aria-labelledby="probe" className="px-5 pb-4 phone:px-4">
      <ProbeHead probe={probe} probes={probes} onSelect={onSelect} named={named} />
      {isDone(probe) ? (
        <Evidence auditId={auditId} probe={probe} />
      ) : (
        <p className="words text-ink-2">
          {probe.state === "asking" ? "It is being asked right now." : "It has not been asked yet."} Its question stays secret
          until it is answered.
        </p>
      )}
    </section>
  );
}

function ProbeHead({ probe, probes, onSelect, named }: Omit<Props, "auditId">) {
  const previous = nextFailure(probes, probe.id, -1);
  const next = nextFailure(probes, probe.id, 1);
  return (
    <header className="flex min-h-11 items-center gap-2">
      <h3 id="probe" className={named ? "sr-only" : "text-13 whitespace-nowrap"}>
        Probe {probe.name}
      </h3>
      <span className="words min-w-0 truncate text-12 text-ink-3">{PROBE_STATE_NAMES[probe.state]}</span>
      <span className="ml-auto flex gap-1">
        <IconButton
          label="Previous failure"
          size="sm"
          disabled={previous === null}
          onClick={() => previous && onSelect(previous.id)}
        >
          <ArrowUp aria-hidden />
        </IconButton>
        <IconButton label="Next failure" size="sm" disabled={next === null} onClick={() => next && onSelect(next.id)}>
          <ArrowDown aria-hidden />
        </IconButton>
      </span>
    </header>
  );
}

function Evidence({ auditId, probe }: { auditId: string; probe: NamedProbe }) {
  const evidence = useQuery(queries.probeEvidence(auditId, probe.id));
  const found = evidence.data?.probes.find(({ id }) => id === probe.id);
  if (evidence.isError && !evidence.data) {
    return <ErrorPanel {...failureOf(evidence.error, "The evidence could not be loaded")} onRetry={() => evidence.refetch()} />;
  }
  if (evidence.isPending) return <EvidenceSkeleton />;
  if (!found) {
    return (
      <ErrorPanel
        title="This probe has no evidence yet"
        detail="It ended a moment ago, or its audit was stopped before it was stored."
        onRetry={() => evidence.refetch()}
      />
    );
  }
  return <Found probe={probe} found={found} intact={evidence.data?.intact ?? true} />;
}

function Found({ probe, found, intact }: { probe: NamedProbe; found: ProbeEvidence; intact: boolean }) {
  const last = found.records.at(-1);
  return (
    <div className="flex flex-col">
      <Label>Question</Label>
      <Messages messages={last?.request.messages ?? [{ role: "user", content: found.prompt }]} />
      <Label end={`${decimal(found.latencyMs / 1000, 2)} s${tokensOf(last)}`}>Answer</Label>
      {found.answer === null ? (
        <p className="words text-ink-2">
          None: <PlainText text={found.detail} />
        </p>
      ) : found.answer.trim() === "" ? (
        <p className="words text-ink-3">An empty text.</p>
      ) : (
        <blockquote className="m-0 border-line-strong border-l-2 bg-sunken py-2 pr-3 pl-3">
          <FoldedText text={found.answer} />
        </blockquote>
      )}
      <Checks record={last} />
      <Verdict found={found} />
      <dl className="mt-3 grid grid-cols-[64px_minmax(0,1fr)] gap-x-2 gap-y-1 text-12">
        <Fact name="Rule">
          {found.rule} · {ruleWords(found.rule)}
        </Fact>
        <Fact name="Why asked">
          <PlainText text={found.rationale} />
        </Fact>
        <Fact name="Group">{facetName(found.facet)}</Fact>
        <Fact name="Template">
          <code>{templateOf(probe)}</code>
        </Fact>
        <Attempts records={found.records} />
        {last ? <Fact name="Stored">{clockInZone(last.at)}</Fact> : null}
        <Fact name="Hash">
          <span className="flex items-center gap-1">
            <code title={found.hash}>sha256 {shortHash(found.hash)}</code>
            <CopyButton text={found.hash} label="Copy the probe's hash" iconOnly size="sm" className="-my-1 [&_.lucide]:size-3" />
          </span>
        </Fact>
      </dl>
      {intact ? null : (
        <p role="alert" className="words mt-3 font-medium text-bad">
          The hashes of this audit's evidence do not add up: something in it was changed.
        </p>
      )}
    </div>
  );
}

function tokensOf(record: EvidenceRecord | undefined): string {
  const tokens = record?.response?.usage?.total_tokens ?? record?.response?.usage?.completion_tokens;
  return typeof tokens === "number" ? `, ${integer(tokens)} tokens` : "";
}

function Label({ end, children }: { end?: string; children: ReactNode }) {
  return (
    <h4 className="mt-3 mb-1 flex text-12 font-medium text-ink-3 first:mt-0">
      {children}
      {end ? <span className="figures ml-auto font-normal">{end}</span> : null}
    </h4>
  );
}

function Checks({ record }: { record: EvidenceRecord | undefined }) {
  const checks = record?.verdict?.checks ?? [];
  if (checks.length === 0) return null;
  return (
    <>
      <Label>Checks</Label>
      <ul className="m-0 flex list-none flex-col gap-2 p-0">
        {checks.map((check) => (
          <li key={`${check.name} ${check.expected}`} className="flex gap-2">
            {check.pass ? (
              <Check aria-label="holds" className="mt-0.5 text-ink-3" />
            ) : (
              <X aria-label="does not hold" className="mt-0.5 text-bad" />
            )}
            <dl className="m-0 grid min-w-0 grow grid-cols-[56px_minmax(0,1fr)] items-baseline gap-x-2">
              <dt className="col-span-2 text-12 text-ink-3">{check.name}</dt>
              <dt className="text-12 text-ink-3">expected</dt>
              <dd className="m-0 min-w-0">
                <FoldedText text={check.expected} characters={160} lines={4} />
              </dd>
              <dt className="text-12 text-ink-3">observed</dt>
              <dd className="m-0 min-w-0">
                <FoldedText text={check.observed} characters={160} lines={4} />
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

function Verdict({ found: { verdict, code } }: { found: ProbeEvidence }) {
  const failed = verdict === "failed";
  return (
    <>
      <Label>Verdict</Label>
      <p className={failed ? "flex items-center gap-1 font-semibold text-bad" : "flex items-center gap-1 font-semibold"}>
        {failed ? <X aria-hidden /> : verdict === "passed" ? <Check aria-hidden /> : null}
        {failed ? "Failed" : verdict === "passed" ? "Passed" : "Not measured"}
        {isCritical(code) ? <span className="font-normal">, critical</span> : null}
      </p>
      <p className="words text-ink-2">
        {codeWords(code)} <code className="text-ink-3">{code}</code>
      </p>
    </>
  );
}

/** Tries that an endpoint's failures took; a single one goes without saying. */
function Attempts({ records }: { records: readonly EvidenceRecord[] }) {
  const attempts = records.flatMap((record) => record.attempts);
  if (attempts.length <= records.length) return null;
  return (
    <Fact name="Tries">
      {attempts.map(({ status, error, ms }) => `${status ?? error ?? "no answer"} after ${decimal(ms / 1000, 1)} s`).join(", ")}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="words m-0 min-w-0 break-words">{children}</dd>
    </>
  );
}

function EvidenceSkeleton() {
  return (
    <div role="status" aria-label="Loading the evidence" className="flex flex-col gap-2">
      {[88, 96, 72, 40].map((width) => (
        <Skeleton key={width} width={`${width}%`} />
      ))}
    </div>
  );
}
