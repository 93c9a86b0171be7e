import { integer } from "@/components/ui/format";
import type { Decision } from "@/lib/routing/decision-shape";
import { refusedBesides } from "./candidate-gates";
import { GateCounts } from "./gate-counts";

/** How many agents were stopped that are not kept one by one, by what stopped them; an agent may count for several. */
export function DecisionRefused({ decision }: { decision: Decision }) {
  const { considered } = decision.totals;
  const besides = refusedBesides(decision);
  const left = considered - decision.candidates.length;
  if (besides.length === 0 && left <= 0) return null;
  return (
    <section aria-label="Others that were considered" className="px-gutter py-2.5">
      <ul className="m-0 flex list-none flex-wrap items-baseline gap-x-5 gap-y-1 p-0">
        <li className="words text-ink-2">
          <b className="figures font-semibold text-ink-1">{integer(left)}</b> more considered
          {besides.length > 0 ? ", who are:" : ", behind those shown."}
        </li>
        <GateCounts counts={besides} />
      </ul>
    </section>
  );
}
