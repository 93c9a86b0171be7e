import { CopyButton } from "@/components/ui/copy-button";
import { shortHash } from "@/components/ui/format";
import type { Audit } from "@/lib/registry/audit";

/** The seed stays secret while questions are asked; its hash was journaled before the first of them. */
export function Seed({ audit: { seed, seedCommitment } }: { audit: Audit }) {
  return (
    <span>
      {seed === null ? "Seed revealed at the end" : <code title={seed}>{shortHash(seed, 8)}</code>}, committed as{" "}
      <code title={seedCommitment}>{shortHash(seedCommitment)}</code>
      <CopyButton
        text={seedCommitment}
        label="Copy the seed's commitment"
        iconOnly
        size="sm"
        className="-my-1 align-middle phone:-my-2.5 [&_.lucide]:size-3"
      />
    </span>
  );
}
