import type { Fact } from "./facts";
import { firstNumber, gist, mentions, stem, wordsOf } from "./text";

/** Words that ask for the same property. */
const FAMILIES: readonly (readonly string[])[] = [
  ["mass", "weight", "weigh", "heavy", "heavier", "heaviest", "light", "lightest"],
  ["price", "cost", "expensive", "charge", "cheap", "cheapest", "fee"],
  ["room", "sit", "office", "desk", "seat", "sat"],
  ["manager", "boss", "report", "supervisor", "superior", "supervis", "manag", "chief"],
  ["length", "long", "longest", "measur"],
  ["height", "tall", "high", "tallest", "highest"],
  ["width", "wide", "widest"],
  ["depth", "deep", "deepest"],
  ["age", "old", "oldest", "young", "youngest"],
  ["colour", "color", "paint"],
  ["owner", "own", "belong"],
  ["place", "location", "locat", "live", "lie", "stand", "base", "bas", "kept", "keep", "stor", "town", "city", "park", "site"],
  ["depart", "departure", "leave", "leav"],
  ["arriv", "arrival"],
  ["phone", "telephone", "call", "extension"],
  ["lead", "head", "leader", "led"],
  ["start", "begin", "began"],
  ["open", "opening"],
  ["close", "closing", "clos"],
  ["capacity", "hold", "carry"],
  ["speed", "fast", "fastest", "slow", "slowest"],
  ["duration", "last", "take", "tak"],
  ["supplier", "supply", "supplied"],
  ["maker", "made", "mad", "manufacturer", "mak", "built", "build", "builder"],
  ["author", "written", "writ", "wrote"],
  ["amount", "total", "sum", "due"],
  ["job", "role", "profession", "position", "title", "work"],
  ["stock", "quantity", "count", "many"],
  ["year", "founded", "found", "built", "opened", "when"],
];

/** Stems under which a property may be asked for. */
export function kin(attribute: string): Set<string> {
  const words = gist(attribute.replaceAll("_", " "));
  const bare = words.length > 0 ? words : wordsOf(attribute).map(stem);
  return new Set(bare.flatMap((word) => [word, ...FAMILIES.filter((family) => family.includes(word)).flat()]));
}

export type Knowledge = {
  /** What holds: corrected values are replaced. */
  facts: readonly Fact[];
  /** Facts of sources that contradict each other, none of which says it replaces the other. */
  disputed: readonly (readonly Fact[])[];
  entities: readonly string[];
};

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const sameValue = (a: string, b: string) =>
  a.toLowerCase() === b.toLowerCase() ||
  (/^\D{0,2}[\d.,]+\D*$/.test(a) && firstNumber(a) === firstNumber(b) && firstNumber(a) !== undefined);

/** Sorts out which facts hold. */
export function knowledgeOf(all: readonly Fact[]): Knowledge {
  const facts = completed(all);
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = `${fact.entity.toLowerCase()}|${canonical(fact.attribute)}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  const held: Fact[] = [];
  const disputed: Fact[][] = [];
  for (const all of groups.values()) {
    const valid = all.filter((fact) => !fact.outdated);
    const group = valid.length > 0 ? valid : all;
    const values = group.filter((fact, i) => !group.slice(0, i).some((other) => sameValue(other.value, fact.value)));
    const replacing = group.findLast((fact, i) => fact.replaces || (i > 0 && fact.turn > (group[0] as Fact).turn));
    const passages = new Set(values.map((fact) => fact.passage));
    if (values.length > 1 && replacing) held.push(replacing);
    else if (values.length > 1 && passages.size === values.length) disputed.push(values);
    else held.push(...values);
  }
  const entities = [
    ...new Map([...held, ...disputed.flat()].map((fact) => [fact.entity.toLowerCase(), fact.entity])).values(),
  ].filter((name) => name !== "");
  return { facts: held.toSorted((a, b) => a.order - b.order), disputed, entities };
}

function canonical(attribute: string): string {
  const words = gist(attribute);
  const family = FAMILIES.find((each) => words.some((word) => each.includes(word)));
  return words.length <= 1 && family ? (family[0] as string) : words.join(" ") || attribute;
}

/** Fills in what a correction leaves out: "Correction: Kestrel mass 45 kg", "Sorry, the mass is 45 kg". */
function completed(all: readonly Fact[]): Fact[] {
  const done: Fact[] = [];
  for (const fact of all) {
    const owner = done.findLast(
      (known) =>
        known.entity !== "" &&
        !sameName(known.entity, fact.entity) &&
        fact.attribute === "" &&
        fact.entity.toLowerCase().startsWith(`${known.entity.toLowerCase()} `) &&
        canonical(fact.entity.slice(known.entity.length + 1)) === canonical(known.attribute),
    );
    const property = done.findLast(
      (known) =>
        known.entity !== "" &&
        known.attribute !== "" &&
        (fact.entity === "" || fact.attribute === "" || fact.attribute === "is") &&
        canonical(known.attribute) === canonical(fact.entity || fact.attribute),
    );
    const last = done.findLast(
      (known) => known.entity !== "" && (firstNumber(known.value) !== undefined) === (firstNumber(fact.value) !== undefined),
    );
    const vague = /^(?:it|that|this|they)$|\b(?:value|figure|number|amount|reading|result)$/i.test(fact.entity);
    if (last && vague && fact.replaces && !done.some((known) => sameName(known.entity, fact.entity)))
      done.push({ ...fact, entity: last.entity, attribute: last.attribute });
    else if (owner) done.push({ ...fact, entity: owner.entity, attribute: owner.attribute });
    else if (property && fact.replaces) done.push({ ...fact, entity: property.entity, attribute: property.attribute });
    else done.push(fact);
  }
  return done;
}

/** Known names that occur in a question, longest first, none inside another. */
export function namesIn(question: string, knowledge: Knowledge): string[] {
  const found = knowledge.entities
    .filter((name) => (name.length > 1 || /[A-Z]/.test(name)) && !/^(?:to|from|cc|re)$/i.test(name))
    .filter(
      (name) =>
        mentions(question, name) ||
        (name.includes(" ") &&
          !/\d/.test(name) &&
          mentions(question, name.split(" ")[0] as string) &&
          /^\p{Lu}/u.test(name) &&
          (name.split(" ")[0] ?? "").length > 3 &&
          unique(name, knowledge)) ||
        (/ \p{Lu}[\p{L}\d-]{2,}$/u.test(name) &&
          mentions(question, name.split(" ").at(-1) as string) &&
          knowledge.entities.filter((other) => other.endsWith(` ${name.split(" ").at(-1)}`)).length === 1),
    );
  return found
    .toSorted((a, b) => b.length - a.length)
    .filter(
      (name, i, names) =>
        !names.slice(0, i).some((longer) => mentions(longer, name) && !mentions(question.replaceAll(longer, " "), name)),
    );
}

function unique(name: string, { entities }: Knowledge): boolean {
  const first = (name.split(" ")[0] as string).toLowerCase();
  return entities.filter((other) => other.toLowerCase().startsWith(first)).length === 1;
}
