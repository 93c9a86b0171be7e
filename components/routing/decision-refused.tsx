import { integer } from "@/components/ui/format";
import type { Decision } from "@/lib/routing/decision-shape";
import { refusedBesides } from "./candidate-gates";
import { CODE_WORDS } from "./decision-words";

/** How many agents were stopped that are not kept one by one, by what stopped them; an agent may count for several. */
export function DecisionRefused({ decision }: { decision: Decision }) {
  const { considered } = decision.totals;
  const besides = refusedBesides(decision);
  const left = considered - decision.candidates.length;
  if (besides.length === 0 && left <= 0) return null;
  return (
    <section aria-label="Others that were considered" className="flex flex-wrap items-baseline gap-x-5 gap-y-1 px-gutter py-2.5">
      <span className="words text-ink-2">
        <b className="figures font-semibold text-ink-1">{integer(left)}</b> more considered
        {besides.length > 0 ? ", stopped by:" : ", behind those shown."}
      </span>
      {besides.map(({ code, n }) => (
        <span key={code} className="words flex items-baseline gap-1.5">
          <b className="figures font-semibold">{integer(n)}</b>
          <code>{code}</code>
          <span className="text-12 text-ink-3">{CODE_WORDS[code]}</span>
        </span>
      ))}
    </section>
  );
}
