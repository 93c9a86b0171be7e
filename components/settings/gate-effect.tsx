import { TierChip } from "@/components/chips/tier-chip";
import { cn } from "@/components/ui/cn";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { count, integer } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import type { GateEffect } from "@/lib/registry/gate-setting";
import { TIERS } from "@/lib/registry/tier";

const MOST_NAMED = 12;

type Props = { data: GateEffect | undefined; failure: Failure | undefined; old: boolean };

/** What a gate that is not in force would make of the fleet; steps back while it is asked anew. */
export function GateEffectView({ data, failure, old }: Props) {
  if (failure) return <ErrorPanel {...failure} title="The effect could not be computed" />;
  if (!data) return <p className="text-ink-3">Looking at the fleet…</p>;
  const { certified, changed, items } = data;
  return (
    <div className={cn("transition-opacity", old && "opacity-60")}>
      <p role="status" className="text-ink-2">
        {changed === 0 ? (
          certified === 0 ? (
            "No agent is certified, so no tier would change."
          ) : (
            <>None of {count(certified, "certified agent")} would change tier.</>
          )
        ) : (
          <>
            <b className="font-semibold text-ink-1">
              {integer(changed)} of {count(certified, "certified agent")}
            </b>{" "}
            would change tier: <Counts {...data} />.
          </>
        )}
      </p>
      {items.length > 0 ? (
        <ul aria-label="Agents whose tier would change" className="m-0 mt-2 list-none border-line border-t p-0">
          {items.slice(0, MOST_NAMED).map(({ agentId, name, previousTier, tier, bindingDimensions }) => (
            <li key={agentId} className="flex h-8 items-center gap-2 border-line border-b">
              <IntentLink href={`/agents/${encodeURIComponent(agentId)}`} className="words min-w-0 truncate">
                {name}
              </IntentLink>
              <span className="ml-auto flex flex-none items-center gap-2">
                <span className="text-12 text-ink-3">
                  {bindingDimensions.map(({ dimension }) => dimension.toUpperCase()).join(", ")}
                </span>
                <TierChip level={TIERS.indexOf(previousTier)} className="text-ink-3" />
                <span aria-hidden className="text-ink-3">
                  →
                </span>
                <span className="sr-only">to</span>
                <TierChip level={TIERS.indexOf(tier)} className={tier === "T0" ? "text-bad" : undefined} />
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {changed > MOST_NAMED ? <p className="mt-1 text-12 text-ink-3">and {integer(changed - MOST_NAMED)} more</p> : null}
    </div>
  );
}

function Counts({ risen, fallen, lost }: GateEffect) {
  return (
    <>
      {integer(risen)} would rise, {integer(fallen)} would fall
      {lost > 0 ? (
        <>
          , <span className="text-bad">{integer(lost)} of them to T0</span>
        </>
      ) : null}
    </>
  );
}
