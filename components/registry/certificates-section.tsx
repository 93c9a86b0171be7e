"use client";

import { useQuery } from "@tanstack/react-query";
import { TierChip } from "@/components/chips/tier-chip";
import { failureOf } from "@/components/live/use-act";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { decimal, integer, shortHash } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { Certificate } from "@/lib/registry/certificate";
import { TIERS } from "@/lib/registry/tier";

const DIRECTIONS = {
  first: "First certificate",
  upgrade: "↑ Upgrade",
  renewal: "= Renewal",
  demotion: "↓ Demotion",
} as const satisfies Record<Certificate["direction"], string>;

/** Every certificate an agent was ever issued, newest first; they never change. */
export function CertificatesSection({ agentId }: { agentId: string }) {
  const { data, isError, error, refetch } = useQuery(queries.certifications(agentId));
  return (
    <Section id="certificates" title="Certificates" note={data ? integer(data.length) : undefined}>
      {data === undefined ? (
        isError ? (
          <ErrorPanel {...failureOf(error, "The certificates could not be loaded")} onRetry={() => void refetch()} />
        ) : (
          <Skeleton width={320} />
        )
      ) : data.length === 0 ? (
        <p className="text-ink-2">None was issued yet.</p>
      ) : (
        <Timeline certificates={data} />
      )}
    </Section>
  );
}

function Timeline({ certificates }: { certificates: readonly Certificate[] }) {
  return (
    <Table label="Certificates">
      <thead>
        <tr>
          <Th>Issued</Th>
          <Th>Tier</Th>
          <Th>Change</Th>
          <Th>Audit</Th>
          <Th numeric>CC</Th>
          <Th numeric>ER</Th>
          <Th numeric>AS</Th>
          <Th numeric>IH</Th>
          <Th className="pl-6">Issued by</Th>
          <Th>Evidence</Th>
        </tr>
      </thead>
      <tbody>
        {certificates.map((certificate) => (
          <tr key={certificate.id} className={certificate.inForce ? "" : "text-ink-3"}>
            <Td>
              <TimeAgo at={certificate.issuedAt} />
            </Td>
            <Td>
              <TierChip level={TIERS.indexOf(certificate.tier)} />
            </Td>
            <Td>
              {DIRECTIONS[certificate.direction]}
              {certificate.inForce ? ", in force" : ""}
            </Td>
            <Td>{certificate.auditType}</Td>
            {(["cc", "er", "as", "ih"] as const).map((component) => (
              <Td key={component} numeric className="figures">
                {decimal(certificate.robustness[component], 3)}
              </Td>
            ))}
            <Td className="max-w-40 truncate pl-6">
              {certificate.provenance.issuedBy}
              {certificate.provenance.source === "import" ? ", imported" : ""}
            </Td>
            <Td>
              <Evidence details={certificate.details} />
            </Td>
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
