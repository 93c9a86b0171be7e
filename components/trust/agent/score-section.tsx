"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { BandChip } from "@/components/chips/band-chip";
import { DIMENSION_LOOKS, DimensionSwatch } from "@/components/chips/dimension";
import { visible } from "@/components/chips/hidden-text";
import { PlainText } from "@/components/chips/plain-text";
import { Term } from "@/components/chips/term";
import { Changing } from "@/components/ui/changing";
import { ChartWaterfall, type WaterfallStep } from "@/components/ui/chart-waterfall";
import { ErrorPanel } from "@/components/ui/error-panel";
import { count, decimal, exact, integer, NO_VALUE, percent, signed } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { asExplained } from "@/lib/registry/as-explained";
import { DIMENSION_NAMES, DIMENSIONS } from "@/lib/trust/dimension";
import type { ScoreExplanation } from "@/lib/trust/explanation";
import { reporterName } from "./reporter";

/** The score with what it is made of: points per dimension that sum to it, what would raise it, and where it comes from. */
export function ScoreSection({ agentId }: { agentId: string }) {
  const agent = useQuery(queries.agent(agentId));
  const score = useQuery(queries.score(agentId));
  const basis = score.data?.provenance;
  return (
    <Section
      id="score"
      title="Trust score"
      note={
        <>
          <Term of="score">0 to 1000</Term>
          {basis
            ? `, weights v${basis.weightsVersion}, ${count(basis.signals, "signal")} from ${count(basis.reporters.length, "reporter")}`
            : null}
        </>
      }
    >
      <Headline agent={agent.data && asExplained(agent.data, score.data)} />
      <Parts
        score={score.data}
        ended={agent.data?.status === "deregistered"}
        failed={score.isError && !score.data}
        retry={() => score.refetch()}
      />
    </Section>
  );
}

function Headline({ agent }: { agent: Agent | undefined }) {
  return (
    <div className="mb-3 flex min-h-12 flex-wrap items-end gap-x-4 gap-y-2 phone:min-h-24">
      {agent ? (
        <Changing value={agent.score} weight={650} className={`figures text-44 font-semibold ${agent.rated ? "" : "text-ink-3"}`}>
          {agent.rated ? integer(agent.score) : NO_VALUE}
        </Changing>
      ) : (
        <Skeleton width={88} height={40} />
      )}
      {agent ? (
        <div className="flex flex-col pb-1">
          <BandChip band={agent.band} />
          <span className="text-12 text-ink-3">{rankWords(agent)}</span>
        </div>
      ) : null}
      {agent ? <Changes agent={agent} /> : null}
    </div>
  );
}

function rankWords(agent: Agent): string {
  if (agent.rank === null) return agent.revoked ? "not ranked while revoked" : "not ranked";
  return `rank ${integer(agent.rank)}, ${agent.trend}`;
}

function Changes({ agent }: { agent: Agent }) {
  const items = [
    { value: signed(agent.delta.h1), name: "1 h" },
    { value: signed(agent.delta.h24), name: "24 h" },
    { value: signed(agent.delta.d7), name: "7 d" },
    { value: `${agent.coverage}/5`, name: "dimensions" },
  ];
  return (
    <dl className="ml-auto flex gap-6 pb-1 text-right phone:w-full phone:justify-between phone:text-left">
      {items.map(({ value, name }) => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-12 text-ink-3">{name}</dt>
          <dd className="figures m-0 font-medium">
            <Changing value={value} weight={600}>
              {value}
            </Changing>
          </dd>
        </div>
      ))}
    </dl>
  );
}

type PartsProps = {
  score: ScoreExplanation | undefined;
  /** It takes no signals any more: nothing raises it. */
  ended: boolean;
  failed: boolean;
  retry: () => void;
};

function Parts({ score, ended, failed, retry }: PartsProps) {
  const [dimension, setDimension] = useQueryState("dimension", parseAsStringLiteral(DIMENSIONS).withOptions({ scroll: false }));
  if (failed) {
    return (
      <ErrorPanel
        title="The explanation could not be loaded"
        detail="The score itself and its history are not affected."
        onRetry={retry}
      />
    );
  }
  if (!score) return <PartsSkeleton />;
  return (
    <>
      <ChartWaterfall
        caption={`Points per dimension, summing to ${score.score}`}
        steps={stepsOf(score)}
        total={score.score}
        totalName={score.rated ? "Score" : "Not yet a score"}
        totalNote="sums exactly"
        provisional={!score.rated}
        selected={dimension}
        onSelect={(key) => {
          setDimension(DIMENSIONS.find((d) => d === key && d !== dimension) ?? null);
          document.getElementById("signals")?.scrollIntoView({ block: "nearest" });
        }}
      />
      {ended ? null : <Improvements score={score} />}
      <Caps score={score} />
      <Provenance score={score} />
    </>
  );
}

function stepsOf(score: ScoreExplanation): WaterfallStep[] {
  return DIMENSIONS.map((d) => {
    const part = score.dimensions[d];
    return {
      key: d,
      name: DIMENSION_NAMES[d],
      short: DIMENSION_LOOKS[d].short,
      color: DIMENSION_LOOKS[d].color,
      missing: part.score === null,
      points: part.points,
      factors: (
        <>
          <span className={part.score === null ? "" : "text-ink-2"}>{part.score === null ? "no data" : decimal(part.score)}</span>{" "}
          × {percent(part.weight)}
        </>
      ),
    };
  });
}

function Improvements({ score }: { score: ScoreExplanation }) {
  if (score.improve.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 mb-1 text-12 font-medium text-ink-3">What would raise it</h3>
      <ul className="m-0 list-none p-0">
        {score.improve.map((hint) => (
          <li key={hint.dimension} className="flex items-baseline gap-3 py-0.5">
            <span className="figures w-10 flex-none text-right font-medium">{signed(hint.gainPoints)}</span>
            <DimensionSwatch dimension={hint.dimension} />
            <span className="words min-w-0 text-ink-2">{hint.how}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Where everybody who reports is capped, and something of the window is left that nobody may fill. */
function Caps({ score }: { score: ScoreExplanation }) {
  const capped = DIMENSIONS.filter((d) => score.dimensions[d].neutralShare > 0);
  if (capped.length === 0) return null;
  return (
    <p className="mt-4 text-12 text-ink-2">
      {capped.map((d) => `${DIMENSION_NAMES[d]}: ${percent(score.dimensions[d].neutralShare)} counts as a neutral 50`).join("; ")}
      . Whoever reports there has a key with a limited share of a window.
    </p>
  );
}

const REPORTERS_SHOWN = 4;

function Provenance({ score }: { score: ScoreExplanation }) {
  const { weightsVersion, policyVersion, asOf, reporters } = score.provenance;
  const shown = reporters.slice(0, REPORTERS_SHOWN);
  return (
    <p className="mt-4 break-words text-12 text-ink-3">
      Weights v{weightsVersion}, policy v{policyVersion}, as of <time dateTime={asOf}>{exact(asOf)}</time>.
      {shown.length > 0 && (
        <>
          {" Reported by "}
          {shown.map(({ reporter, share }, i) => (
            <span key={reporter}>
              {i > 0 && ", "}
              <span title={visible(reporter)}>
                <PlainText text={reporterName(reporter)} />
              </span>{" "}
              {percent(share)}
            </span>
          ))}
          {reporters.length > shown.length && ` and ${reporters.length - shown.length} more`}.
        </>
      )}
    </p>
  );
}

function PartsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col">
      {DIMENSIONS.map((d, i) => (
        <div key={d} className="flex h-7 items-center gap-3 phone:h-9">
          <Skeleton width={128} />
          <Skeleton width={72} className="ml-auto" />
          <Skeleton width={`${30 - i * 3}%`} height={12} />
        </div>
      ))}
      {/* Total and axis, what would raise each dimension, and where it comes from. */}
      <div className="h-12" />
      <div className="mt-4 pt-5">
        {DIMENSIONS.map((d, i) => (
          <div key={d} className="flex h-6 items-center phone:h-11">
            <Skeleton width={`${62 - i * 7}%`} />
          </div>
        ))}
      </div>
      <div className="h-8" />
    </div>
  );
}
