import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { cn } from "@/components/ui/cn";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { count, integer, signed } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import type { PolicyForeseen } from "@/lib/routing/policy-effect";

const MOST_NAMED = 8;

type Props = { data: PolicyForeseen | undefined; failure: Failure | undefined; old: boolean };

/** What a version that is not in force would have made of the last decisions; steps back while it is asked anew. */
export function RoutingEffectView({ data, failure, old }: Props) {
  const nameOf = useAgentName();
  if (failure) return <ErrorPanel {...failure} title="The effect could not be computed" />;
  if (!data) return <p className="text-ink-3">Deciding the last tasks again…</p>;
  const { decisions, changed, moved, wins, madeBy } = data;
  const looked = madeBy === null ? "of every policy" : `of ${madeBy}`;
  if (decisions === 0) return <p className="text-ink-2">No decision was made yet, so there is nothing to compare with.</p>;
  const shifts = wins.filter(({ before, after }) => before !== after);
  const named = (id: string | null) => (id === null ? "nobody" : nameOf(id));
  return (
    <div className={cn("transition-opacity", old && "opacity-60")}>
      <p role="status" className="text-ink-2">
        {changed === 0 ? (
          <>
            None of the last {count(decisions, "decision")} {looked} would go to someone else.
          </>
        ) : (
          <>
            <b className="font-semibold text-ink-1">
              {integer(changed)} of the last {count(decisions, "decision")}
            </b>{" "}
            {looked} would go to someone else.
          </>
        )}
      </p>
      {shifts.length > 0 ? (
        <ul aria-label="Tasks won then and now" className="m-0 mt-2 list-none border-line border-t p-0">
          {shifts.slice(0, MOST_NAMED).map(({ agentId, before, after }) => (
            <li key={agentId} className="flex h-8 items-center gap-2 border-line border-b">
              <IntentLink href={`/agents/${encodeURIComponent(agentId)}`} className="words min-w-0 truncate">
                {nameOf(agentId)}
              </IntentLink>
              <span className="figures ml-auto flex flex-none items-center gap-2">
                <span className="text-ink-3">{integer(before)}</span>
                <span aria-hidden className="text-ink-3">
                  →
                </span>
                <span className="sr-only">to</span>
                <span>{integer(after)} won</span>
                <span className="w-12 text-right font-medium">{signed(after - before)}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {moved.length > 0 ? (
        <details className="mt-2">
          <summary className="cursor-pointer text-12 text-ink-2">Which decisions</summary>
          <ul aria-label="Decisions that would go to someone else" className="m-0 mt-1 max-h-80 list-none overflow-y-auto p-0">
            {moved.map(({ decisionId, title, from, to }) => (
              <li key={decisionId} className="flex h-7 items-center gap-2">
                <IntentLink href={`/routing/${encodeURIComponent(decisionId)}`} className="words min-w-0 truncate">
                  <PlainText text={title} />
                </IntentLink>
                <span className="words ml-auto flex-none max-w-1/2 truncate text-12 text-ink-2">
                  {named(from)} <span aria-hidden>→</span>
                  <span className="sr-only">to</span> <span className="text-ink-1">{named(to)}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
