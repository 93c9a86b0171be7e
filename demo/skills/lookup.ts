import type { Fact } from "../mind/facts";
import { type Knowledge, kin, namesIn } from "../mind/knowledge";
import type { Finding, Request } from "../mind/request";
import { capitalised, escaped, firstNumber, gist, grouped, mentions, stem, wordsOf } from "../mind/text";

type Edge = { fact: Fact; inverse: boolean; words: Set<string> };
type Path = { edges: readonly Edge[]; ends: readonly string[]; score: number };

const MOST_HOPS = 3;
/** Stands for the words that named the value from which a path starts. */
const START = "\u0000";
const VERBAL = /^(?:is |was )?\w+s?(?: to| in| at| with| by| for| from| of)?$/;

/** Looks up what is stated, over up to three relations: "In which room does the person Mara reports to sit?" */
export function lookUp(request: Request): Finding | undefined {
  const { knowledge } = request;
  const question = resolved(request.question, knowledge);
  const disputed = dispute(question, knowledge);
  if (disputed) return disputed;
  const path = bestPath(question, knowledge);
  if (!path) return undefined;
  const ends = [...new Set(path.ends)];
  const first = (path.edges[0] as Edge).fact;
  const wrong = falsePremise(question, first, path.edges.length);
  const subject = capitalised(labelled(first, path));
  const short = ends.length === 1 ? (ends[0] as string) : `${ends.slice(0, -1).join(", ")} and ${ends.at(-1)}`;
  if (wrong) return { kind: "stated", short, sentence: `That is not right: ${wrong}` };
  return {
    kind: path.edges.length > 1 ? "computed" : "stated",
    short,
    sentence: `${subject}: ${short}.`,
    ...(ends.length > 1 ? { items: ends } : {}),
  };
}

/** "The superior of Ada" and "Ada's boss" replaced by whoever Ada reports to. */
function resolved(question: string, knowledge: Knowledge): string {
  const role =
    /\bthe (?:superior|boss|manager|supervisor|chief|head|line manager) of (\p{Lu}[\p{L}-]+)|\b(\p{Lu}[\p{L}-]+)['’]s (?:superior|boss|manager|supervisor|chief)\b/u;
  const found = role.exec(question);
  const name = (found?.[1] ?? found?.[2])?.toLowerCase();
  const above = knowledge.facts.findLast(
    ({ entity, attribute }) => entity.toLowerCase() === name && /\b(?:reports|answers)\b.* to$/.test(attribute),
  );
  return found && above ? question.replace(found[0], above.value) : question;
}

function labelled({ entity, attribute, value }: Fact, path: Path): string {
  const edge = path.edges[0] as Edge;
  if (path.edges.length > 1) return `from ${edge.inverse ? value : entity} the trail leads to this`;
  return edge.inverse
    ? `${attribute || "value"} ${value}`
    : `${attribute && attribute !== "is" ? `${attribute} of ` : ""}${entity}`;
}

/** Value of one property of a named thing, or of whatever has it if only one thing does. */
export function statedOf(name: string | undefined, property: string, knowledge: Knowledge): string | undefined {
  const wanted = new Set(gist(property.replaceAll("_", " ")).length > 0 ? gist(property.replaceAll("_", " ")) : [stem(property)]);
  const fits = (fact: Fact) =>
    [...kin(fact.attribute)].some((word) => wanted.has(word)) ||
    [...kin(property)].some((word) => wordsOf(fact.attribute).map(stem).includes(word));
  const named = knowledge.facts.filter(
    (fact) => (name === undefined || fact.entity.toLowerCase() === name.toLowerCase()) && fits(fact),
  );
  const exact = named.filter((fact) => [...wanted].every((word) => kin(fact.attribute).has(word)));
  const whole = knowledge.facts.filter(
    (fact) => fact.attribute === "" && gist(fact.entity).length > 0 && [...wanted].every((word) => kin(fact.entity).has(word)),
  );
  return (exact.at(-1) ?? named.at(-1) ?? (name === undefined ? whole.at(-1) : undefined))?.value;
}

function bestPath(question: string, knowledge: Knowledge): Path | undefined {
  const asked = new Set([
    ...gist(question).map((word, i, all) => (all.indexOf(word) < i ? `${word}#2` : word)),
    ...(/\bwhere\b/i.test(question) ? ["place", "room", "live", "locat"] : []),
    ...(/\bwhen\b/i.test(question) ? ["date", "time", "day", "year"] : []),
  ]);
  if (/\bhow (?:heavy|long|tall|high|wide|deep|old|fast|expensive|much)\b/i.test(question))
    asked.add(stem(/how (\w+)/i.exec(question)?.[1] ?? ""));
  if (/\bhow much\b/i.test(question)) for (const word of ["price", "cost", "amount"]) asked.add(word);
  const named = startsOf(question, knowledge);
  const latest = knowledge.facts.findLast(
    (fact) => fact.entity !== "" && [...kin(fact.attribute)].some((word) => asked.has(word)),
  );
  const starts =
    named.length === 0 && latest && /\b(?:it|its|he|she|his|her|they|their|this|that)\b/i.test(question)
      ? [latest.entity]
      : named;
  let best: Path | undefined;
  for (const start of starts) {
    const nameWords = new Set(gist(start));
    const words = new Set([...asked].filter((word) => !nameWords.has(word)));
    for (const path of walk(start, start, question, words, knowledge, [], new Set([start.toLowerCase()])))
      if (!best || path.score > best.score + 1e-9) best = path;
  }
  return best;
}

/** Names in the question, and values that identify something ("room 204"). */
function startsOf(question: string, knowledge: Knowledge): string[] {
  const names = namesIn(question, knowledge);
  const values = knowledge.facts
    .map((fact) => fact.value)
    .filter((value) => value.length > 1 && value.length < 40 && mentions(question, value));
  return [...new Set([...names, ...values])];
}

function walk(
  at: string,
  start: string,
  question: string,
  asked: ReadonlySet<string>,
  knowledge: Knowledge,
  taken: readonly Edge[],
  seen: ReadonlySet<string>,
): Path[] {
  if (taken.length === MOST_HOPS) return [];
  const edges = edgesOf(at, question, asked, knowledge, taken.length === 0 ? start : undefined);
  const relations = grouped(edges, (edge) => `${edge.fact.attribute}|${edge.inverse}`);
  const paths: Path[] = [];
  for (const group of relations.values()) {
    const next = group
      .map((edge) => (edge.inverse ? edge.fact.entity : edge.fact.value))
      .filter((name) => !seen.has(name.toLowerCase()));
    const edge = group[0] as Edge;
    if (next.length === 0) continue;
    const all = [...taken, edge];
    paths.push({ edges: all, ends: next, score: scoreOf(all, asked) });
    for (const name of next.length === 1 ? next : []) {
      const known =
        knowledge.entities.find(
          (entity) =>
            entity.toLowerCase() === name.toLowerCase() ||
            (name.length > 3 && mentions(entity, name)) ||
            (entity.length > 3 && mentions(name, entity)),
        ) ?? name;
      paths.push(
        ...walk(known, start, question, asked, knowledge, all, new Set([...seen, known.toLowerCase(), name.toLowerCase()])),
      );
    }
  }
  return paths;
}

/** Distinct words of the question that the relations explain; a relation that explains none of its own is not on the way. */
function scoreOf(edges: readonly Edge[], asked: ReadonlySet<string>): number {
  const used = new Set<string>();
  let idle = 0;
  for (const { words, fact } of edges) {
    const fresh = [...words].filter((word) => !used.has(word));
    const own = new Set(wordsOf(fact.attribute).map(stem));
    const said = fresh.filter((word) => own.has(word));
    if (fresh.length === 0) idle++;
    if (said.length > 0) idle -= 0.2;
    for (const word of said.length > 0 ? said : fresh.slice(0, 1)) used.add(word);
  }
  return used.size / Math.max(1, asked.size) - idle * 2 - edges.length * 0.01;
}

function edgesOf(
  at: string,
  question: string,
  asked: ReadonlySet<string>,
  knowledge: Knowledge,
  start: string | undefined,
): Edge[] {
  const low = at.toLowerCase();
  return knowledge.facts.flatMap((fact) => {
    const family = new Set([...kin(fact.attribute), ...nounOf(fact.value)]);
    const words = new Set([...asked].filter((word) => family.has(word.replace("#2", ""))));
    const unnamed =
      (fact.attribute === "" ||
        (fact.attribute === "is" &&
          /\b(?:what|who|which) (?:is|was|are|were) (?:the )?[\p{L}\d '-]+\?*$/iu.test(question) &&
          !/\b(?:of|for|in)\b/.test(question))) &&
      start !== undefined &&
      /\b(?:what|which|who|how|number|value|score)\b/i.test(question);
    const forward = isSame(fact.entity, at);
    const inverse = isSame(fact.value, at);
    if (!forward && !inverse) return [];
    const identified =
      start !== undefined && inverse && !forward && !knowledge.entities.some((name) => name.toLowerCase() === low);
    if (words.size === 0 && identified) words.add(START);
    if (words.size === 0 && !unnamed) return [];
    if (start !== undefined && VERBAL.test(fact.attribute) && !unnamed) {
      const backwards = asksBackwards(question, at, words);
      if (backwards !== undefined && backwards !== (inverse && !forward) && flips(fact.attribute, words) === false) return [];
      if (backwards !== undefined && backwards === (inverse && !forward) && flips(fact.attribute, words)) return [];
    }
    return [{ fact, inverse: !forward, words }];
  });
}

/** "The boat Lark" and "the Lark" are one, "the Mistral project" and "Mistral" too. */
function isSame(name: string, other: string): boolean {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  const [short, long] = name.length < other.length ? [name, other] : [other, name];
  return (
    /^\p{Lu}[\p{L}-]{2,}$/u.test(short) &&
    (long.endsWith(` ${short}`) || long.startsWith(`${short} `)) &&
    !/^\p{Lu}.* \p{Lu}/u.test(long) &&
    !/\d/.test(long)
  );
}

/** "Floor 3" and "room 204" say themselves what they are. */
function nounOf(value: string): string[] {
  const noun = /^(\p{L}{3,}) (?=\S*\d|\p{Lu}\b)/u.exec(value)?.[1];
  if (noun === undefined) return /^\p{Ll}+(?: \p{Ll}+){0,2}$/u.test(value) ? gist(value) : [];
  return [stem(noun)];
}

/** "Who reports to Ada" asks for the one that does it; "whom does Ada report to" for the other. Undefined if the words do not tell. */
function asksBackwards(question: string, name: string, words: ReadonlySet<string>): boolean | undefined {
  const at = question.search(new RegExp(`(?<![\\p{L}\\p{N}])${escaped(name)}`, "iu"));
  const before = question.slice(0, at);
  const direct =
    /([\p{L}]+)(?: (?:directly|now|currently))?(?: (?:to|in|at|on|for|with|by|from))?(?: (?:the|room|office|desk|number|dock))*\s*$/u.exec(
      before,
    )?.[1] ?? "";
  if (/\b(?:does|did|do) (?:the )?$/i.test(before)) return false;
  const verb = wordsOf(direct).some((word) => words.has(stem(word)) && /s$|ed$|ing$/.test(word));
  return verb ? true : undefined;
}

/** "Manages" and "reports to" are one relation seen from its two ends. */
function flips(attribute: string, words: ReadonlySet<string>): boolean {
  const down = /\breport/.test(attribute);
  const up = /\b(?:manag|lead|supervis|head)/.test(attribute);
  return (down && ["manag", "supervis", "lead", "head"].some((word) => words.has(word))) || (up && words.has("report"));
}

function dispute(question: string, knowledge: Knowledge): Finding | undefined {
  const asked = new Set(gist(question));
  const found = knowledge.disputed.find(
    ([fact]) =>
      fact &&
      (fact.entity === "" || mentions(question, fact.entity) || gist(fact.entity).some((word) => asked.has(word))) &&
      (fact.attribute === "" || fact.attribute === "is" || [...kin(fact.attribute)].some((word) => asked.has(word))),
  );
  if (!found) return undefined;
  const named = found.map(({ passage, value }) => `${passage} says ${value}`);
  return {
    kind: "stated",
    short: "unresolved",
    sentence: `The sources conflict and this is unresolved: ${named.join(" and ")}; neither says that it replaces the other.`,
  };
}

/** What the question takes for granted about the very property that it names, and the text says otherwise. */
function falsePremise(question: string, fact: Fact, hops: number): string | undefined {
  const stated = firstNumber(fact.value);
  if (
    hops !== 1 ||
    stated === undefined ||
    !/\b(?:since|given that|because|why|as|now that|considering|knowing)\b/i.test(question)
  )
    return undefined;
  const claims = [...question.matchAll(/-?\d[\d.,]*(?= ?[\p{L}%€$£]*)/gu)]
    .map((match) => firstNumber(match[0]))
    .filter((claim) => claim !== undefined && !mentions(fact.entity, String(claim)));
  if (claims.length === 0 || claims.includes(stated)) return undefined;
  return `the ${fact.attribute || "value"} of ${fact.entity} is ${fact.value}, not ${claims[0]}.`;
}
