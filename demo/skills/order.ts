import { isQuestion } from "../mind/dialogue";
import type { Finding, Request } from "../mind/request";
import { mentions, sentencesOf } from "../mind/text";

const NAME = "((?:[Tt]he |[Aa]n? )?[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*(?: [\\p{L}\\p{N}'’-]+){0,3}?)";
const ADVERB = "(?:right |immediately |directly |just |shortly |long |some time |well |straight |only )?";
const BEFORE = new RegExp(
  `^${NAME} (?:\\w+ ){0,3}?${ADVERB}(before|ahead of|earlier than|precedes|preceded|in front of|sooner than|prior to|(?:to the )?left of|above|west of|north of) ${NAME}(?: (?:did|was|were|does|came|arrived|started|began|left))?$`,
  "u",
);
const AFTER = new RegExp(
  `^${NAME} (?:\\w+ ){0,3}?${ADVERB}(after|behind|later than|(?:to the )?right of|below|east of|south of|follows|followed(?! by)|following) ${NAME}(?: (?:did|was|were|does|came|arrived|started|began|left))?$`,
  "u",
);
const FOLLOWED = new RegExp(`^${NAME} (?:is|was|are) ${ADVERB}followed by ${NAME}$`, "u");
const THAN = new RegExp(
  `^${NAME} (?:is|was|are|were|runs?|costs?|weighs?|goes|scored|has) (?:\\w+ )?(\\w+er|more|less|more \\w+|less \\w+) than ${NAME}(?: (?:is|was|does|did))?$`,
  "u",
);
const BETWEEN = new RegExp(
  `^${NAME} (?:\\w+ ){0,3}?${ADVERB}(?:after|between) ${NAME} (?:and|but before) (?:before )?${NAME}$`,
  "u",
);
const OPPOSITES: Record<string, string> = {
  shorter: "taller",
  younger: "older",
  lighter: "heavier",
  slower: "faster",
  smaller: "bigger",
  lower: "higher",
  cheaper: "dearer",
  nearer: "farther",
  colder: "warmer",
  cooler: "warmer",
  newer: "older",
  thinner: "thicker",
  narrower: "wider",
  weaker: "stronger",
  larger: "bigger",
  less: "more",
  later: "earlier",
};
const ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"];

/** More than anybody keeps in mind. */
const MOST_RELATIONS = 60;

type Relation = { scale: string; above: string; below: string };

/** Sorts what is said pair by pair: before and after, taller and older. */
export function order(request: Request): Finding | undefined {
  const { dialogue, task } = request;
  const texts = dialogue.turns.flatMap((turn) => [...turn.passages.map((passage) => passage.text), turn.own]);
  const relations = texts
    .flatMap(sentencesOf)
    .filter((sentence) => !isQuestion(sentence))
    .flatMap((sentence) =>
      sentence
        .replace(/^(?:[-*•]|\d+[.)])\s+/, "")
        .split(/; |, (?:and|but|while) |, (?=\p{Lu}|\p{L}+ (?:comes?|is|stands?|happens?|came) (?:before|after|ahead|behind))/u),
    )
    .flatMap(relationsIn);
  if (relations.length === 0 || relations.length > MOST_RELATIONS) return undefined;
  const scale = scaleAsked(task, relations);
  const edges = relations.filter((relation) => relation.scale === scale);
  const names = [
    ...new Map(edges.flatMap(({ above, below }) => [above, below]).map((name) => [name.toLowerCase(), name])).values(),
  ];
  if (names.length < 2) return undefined;
  const asked = names.filter((name) => mentions(task, name));
  const which = asked.length >= 2 ? compare(task, asked, edges, scale) : undefined;
  if (which) return which;
  const sorted = sort(names, edges);
  if (!sorted) return undefined;
  return rank(task, sorted, scale);
}

function relationsIn(clause: string): Relation[] {
  const text = clause
    .replace(/^[^:]{1,40}: /, "")
    .replace(/[.!]$/, "")
    .trim();
  const bare = (name: string | undefined) => (name ?? "").replace(/^(?:the|an?) /i, "");
  const relation = (scale: string, above?: string, below?: string): Relation => ({
    scale,
    above: bare(above),
    below: bare(below),
  });
  const between = BETWEEN.exec(text);
  if (between) return [relation("time", between[2], between[1]), relation("time", between[1], between[3])];
  const before = BEFORE.exec(text);
  if (before) return [relation("time", before[1], before[3])];
  const after = AFTER.exec(text);
  if (after) return [relation("time", after[3], after[1])];
  const followed = FOLLOWED.exec(text);
  if (followed) return [relation("time", followed[1], followed[2])];
  const than = THAN.exec(text);
  if (!than) return [];
  const word = (than[2] as string).toLowerCase();
  const opposite = OPPOSITES[word] ?? (word.startsWith("less ") ? word.replace("less", "more") : undefined);
  return [opposite ? relation(opposite, than[3], than[1]) : relation(word, than[1], than[3])];
}

function scaleAsked(task: string, relations: readonly Relation[]): string {
  const scales = [...new Set(relations.map(({ scale }) => scale))];
  const low = task.toLowerCase();
  const found = scales.find(
    (scale) =>
      scale !== "time" &&
      (low.includes(scale.replace(/(i?er)$/, "")) ||
        Object.entries(OPPOSITES).some(([other, same]) => same === scale && low.includes(other.replace(/(i?er)$/, "")))),
  );
  return found ?? scales[0] ?? "time";
}

function sort(names: readonly string[], edges: readonly Relation[]): string[] | undefined {
  const left = new Set(names);
  const done: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (name) => !edges.some((edge) => same(edge.below, name) && [...left].some((other) => same(other, edge.above))),
    );
    if (free.length === 0) return undefined;
    done.push(free[0] as string);
    left.delete(free[0] as string);
  }
  return done;
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function reaches(from: string, to: string, edges: readonly Relation[]): boolean {
  return edges.some(({ above, below }) => same(above, from) && (same(below, to) || reaches(below, to, edges)));
}

function compare(task: string, asked: readonly string[], edges: readonly Relation[], scale: string): Finding | undefined {
  const [first, second] = asked.toSorted(
    (a, b) => task.toLowerCase().indexOf(a.toLowerCase()) - task.toLowerCase().indexOf(b.toLowerCase()),
  ) as [string, string];
  const up = reaches(first, second, edges);
  const down = reaches(second, first, edges);
  if (!up && !down)
    return {
      kind: "unknown",
      short: "not stated",
      sentence: `The text does not say how ${first} and ${second} compare: not stated.`,
    };
  const asksDown =
    /\b(?:after|later|behind|follow\w*|last)\b/i.test(task) ||
    Object.entries(OPPOSITES).some(([other, is]) => is === scale && task.toLowerCase().includes(other));
  if (/^\s*(?:is|did|does|was|do|has|are|were)\b/i.test(task)) {
    const yes = asksDown ? down : up;
    return {
      kind: "computed",
      short: yes ? "yes" : "no",
      sentence: `${yes ? "Yes" : "No"}, ${up ? first : second} comes before ${up ? second : first}.`,
    };
  }
  if (!/\bwho|which|what\b/i.test(task)) return undefined;
  const name = asksDown ? (up ? second : first) : up ? first : second;
  return { kind: "computed", short: name, sentence: `It is ${name}.` };
}

function rank(task: string, sorted: readonly string[], scale: string): Finding | undefined {
  const found = (name: string | undefined): Finding | undefined =>
    name === undefined ? undefined : { kind: "computed", short: name, sentence: `It is ${name}.` };
  const lowest = Object.entries(OPPOSITES).some(
    ([other, is]) => is === scale && new RegExp(`\\b${other.replace(/er$/, "est")}\\b`, "i").test(task),
  );
  const second = ORDINALS.findIndex((word) => new RegExp(`\\b${word}\\b`, "i").test(task));
  if (/\b(?:in (?:what|which|the) (?:\w+ )?order|order of|sort|arrange|list|sequence|rank)\b/i.test(task))
    return { kind: "computed", short: sorted.join(", "), sentence: `${sorted.join(", ")}.`, items: sorted };
  if (/\b(?:last|latest|final|rightmost|bottom|lowest|to the right)\b/i.test(task)) return found(sorted.at(-1));
  if (/\b(?:leftmost|top|topmost|to the left)\b/i.test(task)) return found(sorted[0]);
  if (second >= 0) return found(sorted[second]);
  if (/\b(?:earliest|start\w*)\b/i.test(task)) return found(sorted[0]);
  if (/\b\w+est\b|\b(?:most|least)\b/i.test(task)) return found(lowest || /\bleast\b/i.test(task) ? sorted.at(-1) : sorted[0]);
  const anchor = sorted.find((name) => mentions(task, name));
  if (anchor && /\b(?:after|follow\w*|behind)\b/i.test(task)) return found(sorted[sorted.indexOf(anchor) + 1]);
  if (anchor && /\b(?:before|preced\w*|ahead)\b/i.test(task)) return found(sorted[sorted.indexOf(anchor) - 1]);
  const middle = /\bmiddle\b/i.test(task) && sorted.length % 2 === 1;
  return middle ? found(sorted[(sorted.length - 1) / 2]) : undefined;
}
