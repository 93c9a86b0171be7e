import { type Knowledge, kin, namesIn } from "./knowledge";
import { akin, stem, wordsOf } from "./text";

/** What is stated about one thing, by the noun under which it can be asked for. */
export type Properties = { name: string; of: (word: string) => string | undefined };

/** The thing that a text is about: the one it names, else the one of which most is stated. */
export function thingIn(text: string, knowledge: Knowledge): Properties | undefined {
  const counts = new Map<string, number>();
  for (const { entity } of knowledge.facts) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const known = (name: string) => (counts.get(name) ?? 0) >= 2;
  const named = namesIn(text, knowledge).filter(known);
  const most = [...counts].filter(([name]) => name !== "").toSorted((a, b) => b[1] - a[1])[0];
  const name = named[0] ?? (most && most[1] >= 2 ? most[0] : undefined);
  return name === undefined ? undefined : { name, of: (word) => propertyOf(name, word, knowledge) };
}

/** "The mass of X is 4 kg" has a mass; "X hangs on hook 12" has a hook; "X was made by Oda" has a maker. */
function propertyOf(name: string, word: string, knowledge: Knowledge): string | undefined {
  const wanted = stem(word);
  const facts = knowledge.facts.filter(({ entity }) => entity.toLowerCase() === name.toLowerCase());
  const own = facts.findLast(({ attribute }) => wordsOf(attribute).some((part) => stem(part) === wanted));
  if (own) return own.value;
  const noun = facts
    .map(({ value }) => /^(?:the )?(\p{L}{3,}) (\S+)$/u.exec(value))
    .findLast((match) => match && stem(match[1] as string) === wanted);
  if (noun) return noun[2];
  return facts.findLast(
    ({ attribute }) => kin(attribute).has(wanted) || wordsOf(attribute).some((part) => doerOf(stem(part), wanted)),
  )?.value;
}

/** "Supplied by" names a supplier, "painted by" a painter. */
function doerOf(verb: string, word: string): boolean {
  return /(?:er|or)$/.test(word) && verb.length >= 4 && akin(verb, word.replace(/(?:er|or)$/, ""));
}

/** The properties that a text asks for, in its order, by the words it uses. What stands in quotes is no question. */
export function propertiesIn(text: string, thing: Properties): string[] {
  const bare = text.replace(/"[^"\n]*"|“[^”\n]*”|\{[^}\n]*\}/g, " ").replaceAll(thing.name, " ");
  const found = wordsOf(bare).filter((word) => /^\p{L}{3,}$/u.test(word) && !FORM.test(word) && thing.of(word) !== undefined);
  return found.filter((word, i) => found.findIndex((other) => thing.of(other) === thing.of(word)) === i);
}

const FORM =
  /^(?:words?|sentences?|lines?|numbers?|names?|lists?|keys?|bullets?|replies|reply|answers?|first|last|order|parts?|many|made|make|keeps?|hold|writes?|written|end|ends|open|opens|close|closes|begin|begins|start|starts|text|long|longer|short|high|low|stand|stands|place|put|take|total|sum|work|left)$/i;
