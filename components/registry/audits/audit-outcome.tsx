"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { TierChip } from "@/components/chips/tier-chip";
import { CopyButton } from "@/components/ui/copy-button";
import { count, decimal, exact, shortHash } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import { assess } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { TIERS } from "@/lib/registry/tier";
import { Seed } from "./audit-seed";
import { spanText } from "./timing";
import { flagWords, OPEN_STATUSES } from "./words";

const DIRECTIONS = { first: "First certificate", upgrade: "Upgrade", renewal: "Renewal", demotion: "Demotion" } as const;

/** What an ended audit came to, why it measured nothing, and what must be known to read it. */
export function AuditOutcome({ audit }: { audit: Audit }) {
  const open = OPEN_STATUSES.includes(audit.status);
  if (open && audit.flags.length === 0) return null;
  return (
    <section aria-label="Outcome" className="border-line border-t px-gutter py-4">
      {audit.status === "cancelled" ? (
        <Sentence>Cancelled: nothing was certified, and the certificate in force stays as it was.</Sentence>
      ) : null}
      {audit.status === "inconclusive" ? <Causes audit={audit} /> : null}
      {audit.result ? <Certified audit={audit} /> : null}
      {audit.flags.map((flag) => (
        <Note key={flag}>{flagWords(flag)}</Note>
      ))}
      {open ? null : <Facts audit={audit} />}
    </section>
  );
}

function Sentence({ children }: { children: ReactNode }) {
  return <p className="words text-16">{children}</p>;
}

function Note({ children }: { children: ReactNode }) {
  return (
    <p className="words mt-2 flex gap-2 text-ink-2 first:mt-0">
      <TriangleAlert aria-hidden className="mt-0.5 text-warn" />
      <span>{children}</span>
    </p>
  );
}

/** What concerns the whole audit and the first cause of each dimension; the rest is folded away. */
function Causes({ audit: { causes = [] } }: { audit: Audit }) {
  const first = causes.filter(
    ({ dimension }, at) => dimension === undefined || causes.findIndex((other) => other.dimension === dimension) === at,
  );
  const others = causes.filter((cause) => !first.includes(cause));
  return (
    <>
      <Sentence>Inconclusive: it certifies nothing, and the certificate in force decays on.</Sentence>
      <CauseList causes={first} />
      {others.length > 0 ? (
        <details className="mt-1">
          <summary className="words text-12 text-ink-3">{count(others.length, "further cause")}</summary>
          <CauseList causes={others} />
        </details>
      ) : null}
    </>
  );
}

function CauseList({ causes }: { causes: NonNullable<Audit["causes"]> }) {
  return (
    <ul className="m-0 mt-1.5 list-none p-0 text-ink-2">
      {causes.map((cause) => (
        <li key={`${cause.code} ${cause.dimension} ${cause.detail}`} className="words break-words">
          {cause.dimension ? <b className="font-medium text-ink-1">{COMPONENT_NAMES[cause.dimension].short} </b> : null}
          <PlainText text={cause.detail} />
        </li>
      ))}
    </ul>
  );
}

function Certified({ audit: { agentId, result } }: { audit: Audit }) {
  const gate = useQuery(queries.tiers()).data;
  if (!result) return null;
  const { tier, previousTier, direction, robustness } = result;
  const binding = gate ? assess(gate, robustness).bindingDimensions : [];
  return (
    <>
      <p className="words flex flex-wrap items-center gap-x-2 text-16">
        {DIRECTIONS[direction]}: {previousTier !== null && previousTier !== tier ? `${previousTier} to ` : ""}
        <TierChip level={TIERS.indexOf(tier)} />
      </p>
      <p className="words mt-1 text-ink-2">
        {binding.length > 0 ? (
          <>
            Held by{" "}
            {binding
              .map(
                ({ dimension, gap }) =>
                  `${COMPONENT_NAMES[dimension].short}, which lacks ${decimal(Math.ceil(gap * 1000) / 1000, 3)}`,
              )
              .join("; ")}
            .{" "}
          </>
        ) : null}
        <IntentLink href={`/agents/${encodeURIComponent(agentId)}#certificates`} className="link">
          Certificate
        </IntentLink>
      </p>
    </>
  );
}

function Facts({ audit }: { audit: Audit }) {
  const { finishedAt, calls, rounds, evidenceHash, samples, battery, batteryVersion, progress, startedAt } = audit;
  return (
    <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-12 first:mt-0 wide:grid-cols-[auto_minmax(0,1fr)_auto_minmax(0,1fr)]">
      {finishedAt === null ? null : (
        <Fact name="Ended">
          <span className="figures" title={exact(finishedAt)}>
            {exact(finishedAt)}, <TimeAgo at={finishedAt} />
          </span>
        </Fact>
      )}
      <Fact name="Probes">
        <span className="figures">
          {progress.done} of {progress.total}
        </span>
        {startedAt !== null && finishedAt !== null ? ` in ${spanText(Date.parse(finishedAt) - Date.parse(startedAt))}` : ""},{" "}
        {count(calls, "request")}
        {rounds > 0 ? `, ${count(rounds, "further round")} where evidence was thin` : ""}
        {samples > 1 ? `, ${samples} times the usual plan` : ""}
      </Fact>
      <Fact name="Battery">
        {battery} {batteryVersion}
      </Fact>
      <Fact name="Seed">
        <Seed audit={audit} />
      </Fact>
      {evidenceHash === null ? null : (
        <Fact name="Evidence">
          <span className="flex items-center gap-1">
            <code title={evidenceHash}>sha256 {shortHash(evidenceHash, 8)}</code>
            <CopyButton
              text={evidenceHash}
              label="Copy the evidence hash"
              iconOnly
              size="sm"
              className="-my-1 phone:-my-2.5 [&_.lucide]:size-3"
            />
          </span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="m-0 min-w-0">{children}</dd>
    </>
  );
}
