"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { Term } from "@/components/chips/term";
import { ChartDecay } from "@/components/ui/chart-decay";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { day, decimal, duration, type Instant, integer } from "@/components/ui/format";
import { GuideLink } from "@/components/ui/guide-link";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { daysBetween, decayed } from "@/lib/registry/decay";
import { assess } from "@/lib/registry/gate";
import { COMPONENT_NAMES } from "@/lib/registry/held-by";
import { type Component, GATED } from "@/lib/registry/robustness";
import { tierOf } from "@/lib/registry/tier";
import { ThresholdStrip } from "./threshold-strip";
import { type Projection, useProjection } from "./use-projection";

// Few look at it, and the page has charts enough to load.
const RobustnessRadar = dynamic(() => import("./robustness-radar").then((it) => it.RobustnessRadar), { ssr: false });

const DAY_MS = 86_400_000;
const VIEWS = ["strips", "radar"] as const;

/** What an agent is certified for, what holds it there, and what decay will make of it. */
export function CertificationSection({ agentId }: { agentId: string }) {
  const agent = useQuery(queries.agent(agentId)).data;
  const projection = useProjection(agent);
  const [view, setView] = useQueryState("robustness", parseAsStringLiteral(VIEWS).withDefault("strips"));
  if (agent && !agent.robustness) return <NotCertified agent={agent} />;
  return (
    <Section
      title="Certification"
      note={
        <>
          weakest link decides the <Term of="tier">tier</Term>; values <Term of="decay">decay</Term>
        </>
      }
      end={
        <>
          {agent?.certifiedAt && view === "strips" ? <Legend at={agent.certifiedAt} className="flex phone:hidden" /> : null}
          <Segmented
            label="Robustness as"
            value={view}
            onValueChange={(next) => void setView(next)}
            options={[
              { value: "strips", label: "Strips" },
              { value: "radar", label: "Radar" },
            ]}
          />
        </>
      }
    >
      {projection ? (
        <>
          {/* The place stays as high while the drawing is on its way. */}
          {view === "strips" ? (
            <>
              <Strips {...projection} />
              <Legend at={projection.certifiedAt} className="mt-1 hidden phone:flex" />
            </>
          ) : (
            <div className="min-h-73">
              <RobustnessRadar {...projection} />
            </div>
          )}
          <Decay {...projection} nextAuditAt={agent?.nextAuditAt} />
        </>
      ) : (
        <Waiting />
      )}
    </Section>
  );
}

/** As high as the four strips and the decay under them. */
function Waiting() {
  return (
    <div role="status" aria-label="Loading the certification">
      {[0, 1, 2, 3].map((line) => (
        <div key={line} className="flex h-[43px] items-start pt-3 phone:h-[63px]">
          <Skeleton width="100%" />
        </div>
      ))}
      <div className="h-[316px]" />
    </div>
  );
}

function Legend({ at, className }: { at: Instant; className: string }) {
  return (
    <span className={cn("items-center gap-3 text-12 whitespace-nowrap text-ink-3", className)}>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-full border-2 border-ink-1" />
        certified {day(at)}
      </span>
      <span className="flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-full bg-ink-1" />
        now
      </span>
    </span>
  );
}

function NotCertified({ agent }: { agent: Agent }) {
  const drift = agent.holds.some(({ cause }) => cause === "architecture_drift");
  return (
    <Section title="Certification">
      <EmptyState title={drift ? "Its certificate is void" : "No certificate yet"}>
        <p>
          {wayToOne(agent, drift)}{" "}
          {agent.status === "deregistered" ? null : <GuideLink page="audits">How certification works</GuideLink>}
        </p>
      </EmptyState>
    </Section>
  );
}

/** What the agent is without a certificate, and what brings one. */
function wayToOne({ status, endpoint }: Agent, drift: boolean): string {
  if (status === "deregistered") return "None will be issued: it is deregistered, and its id cannot return.";
  if (drift)
    return "An audit saw another architecture than the registered one. Accept the observed one at its hold, or certify the registered one over HTTP.";
  if (endpoint)
    return "Without one it stands at T0 and may not act. Re-audit it: its endpoint is asked, and what was measured is certified. What another audit measured can be sent over HTTP.";
  return "Without one it stands at T0 and may not act. Muster has no endpoint of it to ask: name one in its manifest and re-audit it, or send what another audit measured over HTTP.";
}

/** What holds the tier stands first. */
function Strips({ gate, certified, certifiedAt, now }: Projection) {
  const left = decayed(certified, daysBetween(certifiedAt, now), gate.decayRatePerDay);
  const { level, g, ihPass, bindingDimensions } = assess(gate, left);
  const gapOf = (component: Component) => bindingDimensions.find(({ dimension }) => dimension === component)?.gap ?? null;
  const order = (["cc", "er", "as", "ih"] as const).toSorted((a, b) => (gapOf(b) ?? -1) - (gapOf(a) ?? -1));
  return (
    <ul aria-label="Components of the certificate" className="m-0 flex list-none flex-col p-0">
      {order.map((component) => (
        <ThresholdStrip
          key={component}
          component={component}
          certified={certified[component]}
          effective={left[component]}
          ticks={
            component === "ih"
              ? [{ at: gate.ihThreshold, name: decimal(gate.ihThreshold, 2) }]
              : gate.thresholds[component].slice(1).map((at, i) => ({ at, name: tierOf(i + 1) }))
          }
          level={component === "ih" ? null : g[component]}
          passes={ihPass}
          gap={gapOf(component)}
          tier={level}
        />
      ))}
    </ul>
  );
}

/** How far ahead is drawn: past the next drop, and at least as long as the certificate is old. */
function horizonOf({ certifiedAt, now, next }: Projection): number {
  return Math.max(now + (now - certifiedAt), next ? next.at + (next.at - now) : 0, now + DAY_MS / 24);
}

function Decay({ nextAuditAt, ...projection }: Projection & { nextAuditAt: string | undefined }) {
  const { gate, certified, certifiedAt, now, next } = projection;
  const rate = gate.decayRatePerDay;
  const first = next?.dimensions[0];
  // The limits are those of the component that falls first: the others are drawn beside it.
  const limited = first ?? "cc";
  const limits =
    limited === "ih"
      ? [{ at: gate.ihThreshold, name: "T0" }]
      : gate.thresholds[limited].slice(1).map((at, i) => ({ at, name: tierOf(i + 1) }));
  return (
    <div className="mt-3">
      <h3 className="mb-2 text-13 font-semibold">
        Decay{" "}
        <span className="text-12 font-normal text-ink-3">
          {rate === 0 ? "none: the rate is 0" : `half-life ${duration((Math.LN2 / rate) * DAY_MS)}`}
        </span>
      </h3>
      <ChartDecay
        label={
          next
            ? `Decay of the certificate: ${tierOf(next.to)} in ${duration(next.at - now)}, by ${next.dimensions.map((d) => COMPONENT_NAMES[d].name).join(" and ")}`
            : "Decay of the certificate: no tier will be lost"
        }
        from={certifiedAt}
        now={now}
        to={horizonOf(projection)}
        ratePerDay={rate}
        lines={[...GATED, "ih" as const].map((component) => ({
          name: COMPONENT_NAMES[component].short,
          value: certified[component],
          strong: next?.dimensions.includes(component) ?? false,
        }))}
        limits={limits}
        limitsOf={
          limited === "ih"
            ? "Under its line IH takes every tier"
            : `Lines of the tiers are those of ${COMPONENT_NAMES[limited].short}`
        }
        crossing={
          next && first
            ? {
                at: next.at,
                value: certified[first] * Math.exp((-rate * (next.at - certifiedAt)) / DAY_MS),
                name: `${tierOf(next.to)} in ${duration(next.at - now)}`,
                by: next.dimensions.map((d) => COMPONENT_NAMES[d].short).join(", "),
              }
            : null
        }
        auditAt={nextAuditAt ? Date.parse(nextAuditAt) : null}
      />
      <p className="text-12 text-ink-3">
        Budget ceiling now{" "}
        {integer(
          Math.round(
            (gate.budgetCeilings[assess(gate, decayed(certified, daysBetween(certifiedAt, now), rate)).level] ?? 0) *
              gate.satsPerUnit,
          ),
        )}{" "}
        sats.
      </p>
    </div>
  );
}
