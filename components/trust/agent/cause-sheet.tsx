"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DimensionName, DimensionSwatch } from "@/components/chips/dimension";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import type { DeltaStep } from "@/components/ui/chart-delta";
import { cn } from "@/components/ui/cn";
import { clock, count, day, exact, integer, signed } from "@/components/ui/format";
import { IntentLink } from "@/components/ui/intent-link";
import { Sheet } from "@/components/ui/sheet";
import { TimeAgo } from "@/components/ui/time-ago";
import { queries } from "@/lib/http/queries";
import type { ScoreChange } from "@/lib/trust/change";
import { DIMENSION_NAMES } from "@/lib/trust/dimension";
import type { WeightsVersion } from "@/lib/trust/setting";
import { type Cause, causesOf } from "./causes";
import { reporterName } from "./reporter";
import { useSignalFilter } from "./stretch";
import { valueText } from "./value-text";

type Props = { change: ScoreChange; step: DeltaStep | null; close: () => void };

/** What stands behind one cause of a change: its signals, its versions of the weights, or why neither can be shown. */
export function CauseSheet({ change, step, close }: Props) {
  const { from, to } = change;
  const moments = `${day(from.at)}, ${clock(from.at)} to ${day(from.at) === day(to.at) ? "" : `${day(to.at)}, `}${clock(to.at)}`;
  const causes = step ? causesOf(change, step.key) : [];
  return (
    <Sheet
      open={step !== null}
      onOpenChange={(open) => !open && close()}
      title={step ? `${signed(step.points)}: ${step.name}` : ""}
      note={moments}
      className="w-140"
    >
      <Explanation kind={causes[0]?.kind} change={change} />
      {causes.map((cause) => (
        <section key={cause.dimension} aria-label={DIMENSION_NAMES[cause.dimension]} className="border-line border-b px-4 py-3">
          {/* A single cause is the title of the sheet already. */}
          <h3 className={cn("flex items-center gap-2", cause.kind === "signals" && "sr-only")}>
            <DimensionName dimension={cause.dimension} className="font-medium" />
            <span className="figures ml-auto font-medium">{signed(cause.points)}</span>
          </h3>
          <Signals cause={cause} change={change} close={close} />
        </section>
      ))}
    </Sheet>
  );
}

function Explanation({ kind, change }: { kind: Cause["kind"] | undefined; change: ScoreChange }) {
  if (kind === "weights") return <WeightsBetween change={change} />;
  if (kind === "ageing")
    return (
      <Words>
        Of the last 100 signals of a dimension the newest weighs about twice the oldest. Newer ones pushed these back, or out of
        the window.
      </Words>
    );
  if (kind === "evidence")
    return (
      <Words>
        The signals of that time are no longer kept, so they cannot be told apart. What remains are the samples of the score: they
        say how far each dimension moved it.
      </Words>
    );
  return null;
}

const Words = ({ children }: { children: ReactNode }) => <p className="border-line border-b px-4 py-3 text-ink-2">{children}</p>;

/** The versions of the weights that came into force between the two moments. */
function WeightsBetween({ change }: { change: ScoreChange }) {
  const history = useQuery(queries.weightsHistory());
  const versions = history.data ?? [];
  const before = inForceAt(versions, change.from.at);
  const after = inForceAt(versions, change.to.at);
  const between = versions.filter((one) => before && after && one.version > before.version && one.version <= after.version);
  return (
    <div className="border-line border-b px-4 py-3">
      <ul className="m-0 flex list-none flex-col gap-1 p-0">
        {between.map((one) => (
          <li key={one.version} className="words break-words text-ink-2">
            <span className="font-medium text-ink-1">Version {one.version}</span> by <PlainText text={one.actor} />{" "}
            <TimeAgo at={one.since} />
            {one.reason ? <PlainText text={`: “${one.reason}”`} /> : null}
          </li>
        ))}
      </ul>
      {before && after && before !== after && (
        <IntentLink href={`/settings/weights?before=${before.version}&after=${after.version}`} className="link mt-2 inline-block">
          Compare version {before.version} with {after.version}
        </IntentLink>
      )}
    </div>
  );
}

/** The version in force at a moment, of all versions newest first. */
function inForceAt(versions: readonly WeightsVersion[], at: string): WeightsVersion | undefined {
  return versions.find((one) => Date.parse(one.since) <= Date.parse(at)) ?? versions.at(-1);
}

function Signals({ cause, change, close }: { cause: Cause; change: ScoreChange; close: () => void }) {
  const [, setFilter] = useSignalFilter();
  const { kind, dimension, count: all, signals } = cause;
  if (kind === "weights" || kind === "evidence") return null;
  if (signals.length === 0) return <p className="mt-1 text-12 text-ink-3">None left the window; they weigh less than before.</p>;

  function list() {
    close();
    // Signals that aged are those up to the newest of them; new ones are those of the stretch.
    const stretch =
      kind === "ageing"
        ? { after: null, until: Date.parse(signals[0]?.at ?? change.from.at) }
        : { after: Date.parse(change.from.at), until: Date.parse(change.to.at) };
    void setFilter({ dimension, source: null, ...stretch });
    document.getElementById("signals")?.scrollIntoView();
  }

  const oneDay = signals.every((signal) => day(signal.at) === day(change.to.at));
  return (
    <>
      <p className="flex flex-wrap items-center justify-between gap-2 text-12 text-ink-3">
        {all > signals.length ? `Showing the newest ${signals.length} of ${integer(all)}` : count(all, "signal")}
        <Button size="sm" onClick={list}>
          <DimensionSwatch dimension={dimension} />
          Show in the list of signals
        </Button>
      </p>
      <ul aria-label="Signals, newest first" className="m-0 mt-2 list-none p-0">
        {signals.map((signal) => (
          <li
            key={signal.row}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 border-line border-t py-1.5 first:border-t-0"
          >
            <time dateTime={signal.at} title={exact(signal.at)} className="figures whitespace-nowrap text-ink-2">
              {oneDay ? "" : `${day(signal.at)}, `}
              {clock(signal.at)}
            </time>
            <span className="truncate" title={visible(signal.source.slice(0, 200))}>
              <code>
                <PlainText text={signal.source.slice(0, 200)} />
              </code>
            </span>
            <span className="figures text-right font-medium">
              <span className="sr-only">value </span>
              {valueText(signal.value)}
            </span>
            <span className="col-span-3 break-words text-12 text-ink-3">
              {signal.details ? <PlainText text={`${signal.details.slice(0, 500)} · `} /> : null}
              reported by <PlainText text={reporterName(signal.reporter)} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
