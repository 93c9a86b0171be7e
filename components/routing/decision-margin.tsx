"use client";

import { PlainText } from "@/components/chips/plain-text";
import { Term } from "@/components/chips/term";
import { useAgentName } from "@/components/chips/use-agent-name";
import { cn } from "@/components/ui/cn";
import { Section } from "@/components/ui/section";
import type { DecidedCandidate, Decision } from "@/lib/routing/decision-shape";
import { PARTS, pointsOf, signedThousandths } from "./decision-words";

/** What put the best before the next, part by part; the parts sum to the margin. */
export function DecisionMargin({ decision }: { decision: Decision }) {
  const nameOf = useAgentName();
  const [first, second] = decision.candidates.filter(({ rank }) => rank !== null);
  if (!first || !second) return null;
  const rows = PARTS.filter(({ part }) => decision.policy.weights[part] > 0).map(({ part, name }) => ({
    part,
    name,
    points: first.points[part] - second.points[part],
  }));
  const most = Math.max(1, ...rows.map(({ points }) => Math.abs(points)));
  const rival = nameOf(second.agentId);
  return (
    <Section
      title="Margin"
      note={
        <>
          the <Term of="margin">margin</Term> over <PlainText text={rival} />; hollow bars help it
        </>
      }
    >
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">What each part adds to the margin of the first over the second</caption>
        <colgroup>
          <col className="w-24" />
          <col />
          <col className="w-16" />
        </colgroup>
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Whom it helps</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ part, name, points }) => (
            <tr key={part} className="h-7">
              <th scope="row" className="p-0 text-left font-normal">
                {name}
              </th>
              <td className="relative p-0">
                <span className="sr-only">{helps(points, first, second, nameOf)}</span>
                <span aria-hidden className="absolute inset-y-0 left-1/2 w-px bg-control" />
                <span
                  aria-hidden
                  className={cn(
                    "absolute top-1/2 h-3 -translate-y-1/2 stale:opacity-45",
                    points < 0 ? "right-1/2 border-[1.5px] border-ink-2" : "left-1/2 bg-ink-2",
                    points === 0 && "hidden",
                  )}
                  style={{ width: `max(3px, ${(Math.abs(points) / most) * 50}%)` }}
                />
              </td>
              <td className="figures p-0 text-right font-medium">{signedThousandths(points)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="h-8 border-ink-1 border-t font-semibold">
            <th scope="row" className="p-0 text-left">
              Margin
            </th>
            <td className="p-0" />
            <td className="figures p-0 text-right">{signedThousandths(pointsOf(first) - pointsOf(second))}</td>
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

function helps(points: number, first: DecidedCandidate, second: DecidedCandidate, nameOf: (id: string) => string): string {
  if (points === 0) return "neither";
  return nameOf((points > 0 ? first : second).agentId);
}
