"use client";

import { useQuery } from "@tanstack/react-query";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { TierChip } from "@/components/chips/tier-chip";
import { failureOf } from "@/components/live/use-act";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { decimal, shortHash } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { RowsSkeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Certificate } from "@/lib/registry/certificate";
import { type Moment, momentsOf, TOLD } from "./timeline";

const COMPONENTS = ["cc", "er", "as", "ih"] as const;
/** More of them than an agent loses in years. */
const MOST_TOLD = 200;

/** Every certificate an agent was ever issued, and what became of them: tiers lost, expiries, architectures. Newest first. */
export function TimelineSection({ agentId }: { agentId: string }) {
  const certificates = useQuery(queries.certifications(agentId));
  const entries = useQuery(queries.journal({ agentId, type: TOLD.join(","), limit: MOST_TOLD }));
  const failed = [certificates, entries].find((query) => query.isError && query.data === undefined);
  const moments = certificates.data && entries.data ? momentsOf(certificates.data, entries.data.items) : null;
  return (
    <Section
      id="certificates"
      title="Certification timeline"
      note="certificates never change; what became of them is in the journal"
    >
      {moments === null ? (
        failed ? (
          <ErrorPanel
            {...failureOf(failed.error, "The certificates could not be loaded")}
            onRetry={() => void failed.refetch()}
          />
        ) : (
          <RowsSkeleton rows={1} />
        )
      ) : moments.length === 0 ? (
        <p className="text-ink-2">No certificate was issued yet.</p>
      ) : (
        <Timeline moments={moments} />
      )}
    </Section>
  );
}

function Timeline({ moments }: { moments: readonly Moment[] }) {
  return (
    <Table label="Certificates and what became of them">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Tier</Th>
          <Th>What</Th>
          <Th className="phone:hidden">Audit or cause</Th>
          {COMPONENTS.map((component) => (
            <Th key={component} numeric className="phone:hidden">
              {component.toUpperCase()}
            </Th>
          ))}
          <Th className="pl-6 phone:hidden">By</Th>
          <Th className="phone:hidden">Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {moments.map(({ key, at, from, level, what, why, by, certificate }) => (
          <tr key={key} className={certificate && !certificate.inForce ? "text-ink-3" : ""}>
            <Td className="text-ink-2">
              <TimeAgo at={at} />
            </Td>
            <Td>
              {from === null ? null : (
                <span className="mr-1.5 text-ink-3">
                  <TierChip level={from} />
                  <span aria-hidden> →</span>
                  <span className="sr-only"> to</span>
                </span>
              )}
              {level === null ? null : <TierChip level={level} />}
            </Td>
            <Td className="phone:py-1.5 phone:whitespace-normal">
              {what}
              {why ? (
                <span className="hidden text-12 text-ink-3 phone:block">
                  <PlainText text={why} />
                </span>
              ) : null}
            </Td>
            <Td className="max-w-72 truncate phone:hidden" title={visible(why ?? "")}>
              {why ? <PlainText text={why} /> : null}
            </Td>
            {COMPONENTS.map((component) => (
              <Td key={component} numeric className="figures phone:hidden">
                {certificate ? decimal(certificate.robustness[component], 3) : null}
              </Td>
            ))}
            <Td className="max-w-40 truncate pl-6 phone:hidden">
              <PlainText text={by} />
            </Td>
            <Td className="phone:hidden">{certificate ? <Evidence details={certificate.details} /> : null}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The hash of what was measured, where the certificate names one. */
function Evidence({ details }: Pick<Certificate, "details">) {
  const hash = details.evidenceHash ?? details.storage_root_hash;
  if (typeof hash !== "string") return <span className="text-ink-3">none given</span>;
  return (
    <span className="inline-flex items-center gap-1">
      <code title={hash}>{shortHash(hash, 6)}</code>
      <CopyButton text={hash} label="Copy the evidence hash" iconOnly size="sm" />
    </span>
  );
}
