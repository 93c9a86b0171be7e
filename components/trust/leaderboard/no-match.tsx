import { Button } from "@/components/ui/button";
import { integer } from "@/components/ui/format";
import { FILTER_NAMES } from "./filter";
import type { Keeper } from "./keeper";
import { NARROWINGS, type NarrowBy, narrowingName } from "./narrowing";
import type { Question } from "./standings";

type Props = {
  question: Question;
  keeper: Keeper;
  change: (change: { [Name in "q" | "filter" | "movers" | NarrowBy]?: null }) => void;
};

/** Nothing to list: says what was asked for, what part of it finds something, and takes the rest away. */
export function NoMatch({ question, keeper, change }: Props) {
  "use no memo";
  const { text, filter, moversOnly } = question;
  const { standings } = keeper;
  const phrase = FILTER_NAMES[filter].phrase;
  const moving = moversOnly && standings.previewing;
  const narrowed = NARROWINGS.flatMap((by) => {
    const value = question[by];
    return value === null ? [] : [{ by, name: narrowingName(by, value) }];
  });
  const asked = [
    text.trim() && `“${text.trim()}”`,
    filter !== "all" && phrase,
    ...narrowed.map(({ name }) => name),
    moving && "moving",
  ].filter(Boolean);
  // Only a board of the past is without any agent and still a board.
  if (asked.length === 0) return <p className="px-gutter py-6">No agent was registered at this moment.</p>;
  const without = filter === "all" ? 0 : standings.matches({ ...question, filter: "all" });
  return (
    <div role="status" className="words max-w-140 px-gutter py-6">
      <p>
        No agent matches <b className="font-semibold">{asked.join(", ")}</b>.
        {without > 0 ? ` ${integer(without)} ${without === 1 ? "matches" : "match"} without “${phrase}”.` : ""}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        {filter === "all" ? null : <Button onClick={() => change({ filter: null })}>Remove “{phrase}”</Button>}
        {narrowed.map(({ by, name }) => (
          <Button key={by} onClick={() => change({ [by]: null })}>
            Remove “{name}”
          </Button>
        ))}
        {moving ? <Button onClick={() => change({ movers: null })}>Show all</Button> : null}
        {text.trim() === "" ? null : <Button onClick={() => change({ q: null })}>Clear the search</Button>}
      </div>
    </div>
  );
}
