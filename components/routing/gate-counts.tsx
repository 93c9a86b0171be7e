import { integer } from "@/components/ui/format";
import type { IneligibleCode } from "@/lib/registry/agent";
import { CODE_SHORT } from "@/lib/routing/code-words";

/** How many agents each gate stopped, in words with the code that programs read. */
export function GateCounts({ counts }: { counts: readonly { code: IneligibleCode; n: number }[] }) {
  return counts.map(({ code, n }) => (
    <li key={code} className="words flex items-baseline gap-1.5">
      <b className="figures font-semibold">{integer(n)}</b>
      {CODE_SHORT[code]}
      <code className="text-11 text-ink-3 phone:hidden">{code}</code>
    </li>
  ));
}
