import { Button } from "@/components/ui/button";
import { integer } from "@/components/ui/format";
import { FILTER_NAMES } from "./filter";
import type { Keeper } from "./keeper";
import type { Question } from "./standings";

type Props = {
  question: Question;
  keeper: Keeper;
  change: (change: { q?: null; filter?: null; tier?: null; movers?: null }) => void;
};

/** Nothing to list: says what was asked for, what part of it finds something, and takes the rest away. */
export function NoMatch({ question: { text, filter, tier, moversOnly }, keeper, change }: Props) {
  "use no memo";
  const { standings } = keeper;
  const phrase = FILTER_NAMES[filter].phrase;
  const asked = [
    text.trim() && `“${text.trim()}”`,
    filter !== "all" && phrase,
    tier,
    moversOnly && standings.previewing && "moving",
  ].filter(Boolean);
  const without = filter === "all" ? 0 : standings.matches("all", tier);
  return (
    <div role="status" className="words max-w-140 px-gutter py-6">
      <p>
        No agent matches <b className="font-semibold">{asked.join(", ")}</b>.
        {without > 0 ? ` ${integer(without)} ${without === 1 ? "matches" : "match"} without “${phrase}”.` : ""}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {filter === "all" ? null : <Button onClick={() => change({ filter: null })}>Remove “{phrase}”</Button>}
        {tier === null ? null : <Button onClick={() => change({ tier: null })}>Any tier</Button>}
        {moversOnly && standings.previewing ? <Button onClick={() => change({ movers: null })}>Show all</Button> : null}
        {text.trim() === "" ? null : <Button onClick={() => change({ q: null })}>Clear the search</Button>}
      </div>
    </div>
  );
}
