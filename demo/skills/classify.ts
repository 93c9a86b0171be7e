import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, mentions, quotesIn, sentencesOf, stem } from "../mind/text";
import { testIn } from "./lists";

const GOOD = new Set(
  "good great excellent love loved wonderful happy perfect fast friendly recommend superb fantastic pleased delicious helpful enjoy enjoyed best nice comfortable brilliant amazing delighted clean"
    .split(" ")
    .map(stem),
);
const BAD = new Set(
  "bad terrible awful hate hated broken slow rude disappointed poor worst useless refund late cold dirty horrible never annoying unhelpful leaked failed damaged disappointing waste boring noisy"
    .split(" ")
    .map(stem),
);

/** Chooses one of the labels that were given: by limits, by words, by mood. */
export function choose(request: Request): Finding | undefined {
  const labels = request.form.oneOf ?? labelsInRules(request);
  if (labels.length < 2) return undefined;
  const label = byParity(request, labels) ?? byLimits(request, labels) ?? byMood(request, labels) ?? byWords(request, labels);
  return label === undefined ? undefined : { kind: "computed", short: label, sentence: `It is ${label}.` };
}

/** "LOW below 10, MEDIUM from 10 to 20, HIGH above 20". */
function byLimits({ dialogue, own, knowledge }: Request, labels: readonly string[]): string | undefined {
  const rules = [...sentencesOf(dialogue.system), ...sentencesOf(own), ...dialogue.turns.flatMap((turn) => sentencesOf(turn.own))]
    .flatMap((sentence) => clauses(sentence, labels))
    .filter((clause) => labels.filter((label) => mentions(clause, label)).length === 1);
  const tests = rules.flatMap((clause) => {
    const test = testIn(clause);
    return test ? [{ clause, test, label: labels.find((label) => mentions(clause, label)) as string }] : [];
  });
  if (tests.length === 0) return undefined;
  const stated = dialogue.last.passages.map((passage) => passage.text).join("\n");
  const rest = tests.reduce((text, { clause }) => text.replace(clause, ". "), own);
  const bare = sentencesOf(rest).filter(
    (sentence) => !labels.some((label) => mentions(sentence, label)) || /\d/.test(sentence.replace(/(?:exactly|one) \w+/i, "")),
  );
  const value =
    firstNumber(stated) ??
    bare.map((sentence) => firstNumber(sentence)).findLast((number) => number !== undefined) ??
    knowledge.facts.map((fact) => firstNumber(fact.value)).findLast((number) => number !== undefined);
  if (value === undefined) return undefined;
  const other = labels.find((label) => !tests.some((test) => test.label === label));
  return tests.find(({ test }) => test(value))?.label ?? other;
}

/** One clause per label: rules are told apart at commas, semicolons and where the next label begins. */
function clauses(sentence: string, labels: readonly string[]): string[] {
  const parts = sentence.split(
    /[;,:]\s*(?:and |or |otherwise |else )?(?!\d{3})|\n| and (?=(?:if|when|for|from|above|below|over|under|at|less|more)\b)|(?<=\d\S*) (?:and|or) (?=\p{L}+ (?:above|below|over|under|from|if|for|otherwise))/u,
  );
  const joined: string[] = [];
  for (const part of parts) {
    const previous = joined.at(-1);
    const complete =
      previous === undefined || (testIn(previous) !== undefined && labels.some((label) => mentions(previous, label)));
    const idle = previous !== undefined && !/\d/.test(previous) && !labels.some((label) => mentions(previous, label));
    if (idle) joined[joined.length - 1] = part;
    else if (complete) joined.push(part);
    else joined[joined.length - 1] = `${previous}, ${part}`;
  }
  return joined;
}

/** "A if the number is even, B if it is odd". */
function byParity({ dialogue, own }: Request, labels: readonly string[]): string | undefined {
  const rules = `${dialogue.system}\n${own}`;
  const even =
    /["“'`]?\b([\w-]+)["”'`]? (?:if|when|for)\b[^,.;]*?\b(even|odd)\b/i.exec(rules) ??
    /\b(?:if|for|when)\b[^,.;]*?\b(even|odd)\b[^,.;]*?,? (?:then )?(?:answer |say |reply (?:with )?)?["“'`]?([\w-]+)/i.exec(
      rules,
    );
  if (!even) return undefined;
  const [parity, label] = /^(?:even|odd)$/i.test(even[1] as string) ? [even[1], even[2]] : [even[2], even[1]];
  const value = sentencesOf(own)
    .map((sentence) => firstNumber(sentence))
    .findLast((number) => number !== undefined);
  if (value === undefined || !label || !labels.includes(label)) return undefined;
  return (Math.abs(value % 2) === 0) === /even/i.test(parity as string) ? label : labels.find((other) => other !== label);
}

function byMood(request: Request, labels: readonly string[]): string | undefined {
  const positive = labels.find((label) => /^(?:positive|good|happy|praise|satisfied)$/i.test(label));
  const negative = labels.find((label) => /^(?:negative|bad|unhappy|complaint|dissatisfied)$/i.test(label));
  if (!positive || !negative) return undefined;
  const words = gist(
    `${request.dialogue.last.passages.map((passage) => passage.text).join(" ")} ${request.own.replace(new RegExp(labels.join("|"), "gi"), "")}`,
  );
  const mood = words.filter((word) => GOOD.has(word)).length - words.filter((word) => BAD.has(word)).length;
  const between = labels.find((label) => /^(?:neutral|mixed)$/i.test(label));
  return mood > 0 ? positive : mood < 0 ? negative : (between ?? negative);
}

const KIN: Record<string, string> = {
  billing: "invoice charge refund pay payment card price bill subscription twice money cost",
  payment: "invoice charge refund pay card bill money",
  shipping: "parcel deliver package arrive courier tracking post late shipment",
  delivery: "parcel package arrive courier tracking post shipment",
  technical: "error crash login password bug screen install app browser start freeze broken",
  bug: "error crash broken freeze fail",
  account: "login password profile username sign email",
  spam: "win prize free click lottery urgent offer winner cash congratulations",
  urgent: "now immediately asap emergency fire down leak danger",
  sport: "match goal team player league score coach",
  sports: "match goal team player league score coach",
  food: "bread soup eat cook meal taste bake",
  finance: "bank money budget invoice loan",
  weather: "rain snow wind sunny storm",
  fruit: "apple pear plum cherry banana grape lemon mango orange",
  vegetable: "carrot potato leek onion cabbage pea bean",
  animal: "dog cat horse fox otter bear goat hare bird fish",
  complaint: "broken late bad rude wrong disappointed",
  question: "how what when where who why",
};

function byWords(request: Request, labels: readonly string[]): string | undefined {
  const text = request.dialogue.last.passages.map((passage) => passage.text).join(" ") || request.own;
  const words = new Set(
    gist(text.replace(new RegExp(`\\b(?:${labels.map((label) => label.replace(/\W/g, "\\$&")).join("|")})\\b`, "gi"), "")),
  );
  const scores = labels.map((label) => ({
    label,
    score: (KIN[label.toLowerCase()] ?? "").split(" ").filter((word) => word !== "" && words.has(stem(word))).length,
  }));
  const best = scores.toSorted((a, b) => b.score - a.score)[0];
  return best && best.score > 0 ? best.label : undefined;
}

/** Labels that were never listed, only ruled: "LOW below 10, HIGH above 20". */
function labelsInRules({ dialogue, own }: Request): string[] {
  const rules = [
    ...sentencesOf(dialogue.system),
    ...dialogue.turns.flatMap((turn) => sentencesOf(turn.own)),
    ...sentencesOf(own),
  ].filter((sentence) => testIn(sentence) !== undefined && !/\bACTION\b/.test(sentence));
  const paired = [
    ...`${dialogue.system}\n${own}`.matchAll(
      /\b([\w-]+) (?:if|when) [^.;]*?\b(?:and|,|or) ([\w-]+) (?:if|when|otherwise|else)\b/g,
    ),
  ].flatMap((match) => [match[1] as string, match[2] as string]);
  const found = rules
    .flatMap((rule) => [...quotesIn(rule), ...(rule.match(/\b[A-Z][A-Z0-9_-]+\b/g) ?? [])])
    .filter((label) => !/^(?:EUR|USD|GBP|CHF|KG|CM|MM|AM|PM|ID|JSON|CSV)$/.test(label));
  const labels = [...new Set(found)];
  return labels.length >= 2 ? labels : paired;
}
