import { percent } from "@/components/ui/format";
import type { RoutingPolicyVersion } from "@/lib/routing/policy-shape";
import { VersionLine } from "./version-line";

/** The original router's policy: what it does, and why nobody can change it. */
export function ClassicPolicy({ policy }: { policy: RoutingPolicyVersion }) {
  const { capability, price } = policy.weights;
  return (
    <div className="max-w-180">
      <VersionLine {...policy} />
      <p className="mt-3">
        <b className="font-semibold">classic stays as it is.</b> It is the original router's rule, bit for bit, so that decisions
        of before can be compared with those of today; a rule that somebody can move compares with nothing.
      </p>
      <dl className="m-0 mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        <dt className="text-ink-3">Capability {percent(capability)}</dt>
        <dd className="m-0 text-ink-2">
          0.3 for each keyword, 0.2 for each capability and 0.1 for each related word that occurs in the description, at most 1
        </dd>
        <dt className="text-ink-3">Price {percent(price)}</dt>
        <dd className="m-0 text-ink-2">1 up to 10 sats, 0 from 100 sats</dd>
        <dt className="text-ink-3">Not weighed</dt>
        <dd className="m-0 text-ink-2">trust, track record, load; the gates stop whom they stop all the same</dd>
      </dl>
    </div>
  );
}
