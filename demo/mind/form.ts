import { type Form, type Range, STANDING } from "./form-shape";
import { NUMBER, numberOf } from "./text";
import { WORDINGS } from "./wordings";

const N = NUMBER;
type Reading = { pattern: RegExp; read: (match: RegExpExecArray, form: Form, sentence: string) => void };

const range = (min: number, max: number): Range => ({ min, max });
const value = (match: RegExpExecArray, group: number) => numberOf(match[group] ?? "");
const LIMIT_UP =
  "(?:at most|no more than|not more than|a maximum of|maximum|max\\.?|up to|within|no longer than|not longer than|limited to|≤)";
const LIMIT_UNDER = "(?:under|fewer than|less than|below|shorter than)";
const LIMIT_DOWN = "(?:at least|no fewer than|no less than|not fewer than|a minimum of|minimum|≥)";

/** Amounts of words, sentences, bullets and the like: first a range, then limits, then a plain number. */
function amount(unit: string, keep: (found: Range, form: Form, sentence: string) => void): Reading[] {
  const of = (shape: string) => new RegExp(`(?:${shape})[ -](?:(?!each|per)[\\w-]+ ){0,2}?${unit}\\b`, "i");
  return [
    {
      pattern: of(`(?:between |from )?(${N}) ?(?:to|-|–|and|up to) ?(${N})`),
      read: (m, form, s) => keep(range(value(m, 1), value(m, 2)), form, s),
    },
    {
      pattern: of(`${LIMIT_DOWN} (${N})(?: [\\w-]+)?,? (?:and|but) ${LIMIT_UP} (${N})`),
      read: (m, form, s) => keep(range(value(m, 1), value(m, 2)), form, s),
    },
    { pattern: of(`${LIMIT_UP} (${N})`), read: (m, form, s) => keep(range(1, value(m, 1)), form, s) },
    { pattern: of(`(${N})(?: or (?:fewer|less))`), read: (m, form, s) => keep(range(1, value(m, 1)), form, s) },
    { pattern: of(`${LIMIT_UNDER} (${N})`), read: (m, form, s) => keep(range(1, value(m, 1) - 1), form, s) },
    {
      pattern: of(`(?:${LIMIT_DOWN}|more than) (${N})`),
      read: (m, form, s) => keep(range(value(m, 1) + (/more than/i.test(m[0]) ? 1 : 0), Number.POSITIVE_INFINITY), form, s),
    },
    {
      pattern: of(`(?:exactly |precisely |in |of )?(${N})`),
      read: (m, form, s) => keep(range(value(m, 1), value(m, 1)), form, s),
    },
  ];
}

const PER_ITEM =
  /\b(?:each|per (?:bullet|line|item|point|entry|step|sentence)|every (?:bullet|line|item|point|step)|a bullet|bullets? (?:of|with))\b/i;

/** Tried in this order; of one group only the first that matches counts. */
const GROUPS: readonly (readonly Reading[])[] = [
  amount("words?", (found, form, sentence) => {
    if (PER_ITEM.test(sentence)) form.itemWords = found;
    else if (found.max === 1 && found.min === 1) form.bare = true;
    else form.words = found;
  }),
  amount("(?:full |complete |short )?sentences?", (found, form) => {
    form.sentences = found;
  }),
  amount("paragraphs?", (found, form) => {
    form.paragraphs = found.min;
  }),
  amount("(?:bullet(?: ?points?)?s?|dashes|dash points|bulleted (?:points|items|lines))", (found, form) => {
    form.bullets = found;
  }),
  amount("(?:numbered (?:list )?(?:steps|items|lines|points)|steps|numbered)", (found, form, sentence) => {
    if (/number/i.test(sentence)) form.numbered = found;
  }),
  amount("(?:separate |short |single )?lines", (found, form) => {
    if (found.min < 2) return;
    form.bullets = found;
    form.bulletMark = "";
  }),
  amount("(?:characters|letters|signs)", (found, form) => {
    if (Number.isFinite(found.max)) form.characters = found.max;
  }),
];

const FLAGS: readonly Reading[] = [
  {
    pattern: /\b(?:as (?:a )?(?:bullet(?:ed)?(?: ?points?)?s?|dash)(?: list)?|bullet(?:ed)? list|bullet points?|bullets)\b/i,
    read: (_, form) => {
      form.bullets ??= {};
    },
  },
  {
    pattern: /\b(?:start|begin|prefix)(?:s|ing|ned)? ?(?:each|every)?[\w ]{0,25}with (?:an? )?(["'“`]?)([-*•])(?:\1|\b| )/i,
    read: (m, form) => {
      form.bullets ??= {};
      form.bulletMark = m[2] as string;
    },
  },
  {
    pattern: /\buse (["'“`])([-*•])["'”`] (?:as|for)/i,
    read: (m, form) => {
      form.bullets ??= {};
      form.bulletMark = m[2] as string;
    },
  },
  {
    pattern: /\bnumbered (?:list|steps|items|lines)|\b(?:number the|as a list numbered|each line numbered)\b/i,
    read: (_, form) => {
      form.numbered ??= {};
    },
  },
  {
    pattern: /\b(?:upper[ -]?case|all caps|capital letters|capitals|capitali[sz]ed letters)\b/i,
    read: (_, form) => {
      form.letters = "upper";
    },
  },
  {
    pattern: /\blower[ -]?case\b/i,
    read: (_, form) => {
      form.letters = "lower";
    },
  },
  {
    pattern:
      /\b(?:no|without(?: any| using)?|do not use(?: any)?|don't use(?: any)?|avoid(?: all| any| using)?|never use(?: a)?|free of|must not contain(?: any)?|zero|contain(?:s|ing)? neither a|with neither a|use no) (?:punctuation|commas?)\b/i,
    read: (_, form) => {
      form.noCommas = true;
    },
  },
  {
    pattern:
      /\b(?:only (?:with |by )?(?:the|a|an|one|its) (?:plain |bare |single |final |correct |exact )?(?:numbers?|values?|names?|words?|amount|answer|result|total|figure|codes?|ids?|items?|id|identifier|label|time|date|letter|city|color|colour|digit|digits|symbol|sum|list)|(?:number|value|name|answer|result|amount|total|code|label|time|word|digits|figure)s? only|just the|nothing else|no (?:other|extra|additional|further|explanation|explanations|comment|commentary|sentence|text around)|nothing but|a single (?:number|word)|one word(?: only)?|only a number|without (?:explanation|comment|any explanation|further|units?))\b/i,
    read: (_, form) => {
      form.bare = true;
    },
  },
  {
    pattern:
      /\bdescending|highest first|largest first|biggest first|newest first|latest first|high(?:est)? to low|most .{0,15}first|Z to A|reverse alphabetical/i,
    read: (_, form) => {
      form.sort = { by: form.sort?.by ?? "", down: true };
    },
  },
  {
    pattern:
      /\bascending|lowest first|smallest first|oldest first|earliest first|low(?:est)? to high|alphabetical|A to Z|cheapest first|shortest first|lightest first/i,
    read: (_, form, s) => {
      if (!/reverse alphabetical/i.test(s))
        form.sort = { by: form.sort?.by ?? (/alphabetical|A to Z/i.test(s) ? "name" : ""), down: false };
    },
  },
  {
    pattern:
      /\b(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?|arranged?)(?: (?:the )?(?:rows|lines|list|items|entries|result|it|them|names))? by (?:the )?["'`“]?([\w -]+?)["'`”]?(?=[,.;)]|$| (?:from|in|and|with|the|descending|ascending|highest|lowest|largest|smallest|newest|oldest|earliest|latest|alphabetical))/i,
    read: (m, form) => {
      form.sort = { by: m[1] as string, down: form.sort?.down ?? false };
    },
  },
];

/** Reads what the sentences ask of the form. Later sentences win over earlier ones. */
export function readForm(sentences: readonly string[], form: Form = { forbidden: [], required: [] }): Form {
  for (const sentence of sentences) readSentence(sentence, form);
  return form;
}

function readSentence(sentence: string, form: Form): void {
  for (const clause of clausesOf(sentence)) {
    for (const group of GROUPS) {
      const reading = group.find(({ pattern }) => pattern.test(clause));
      if (reading) reading.read(reading.pattern.exec(clause) as RegExpExecArray, form, clause);
    }
  }
  for (const { pattern, read } of FLAGS) {
    const match = pattern.exec(sentence);
    if (match) read(match, form, sentence);
  }
  if (
    /\b(?:one|each|every \w+|each \w+) (?:item |name |word |entry )?(?:per|on (?:a|its own|a new|a separate)) (?:own )?line\b/i.test(
      sentence,
    )
  )
    form.perLine = true;
  if (/\bonly[.!]?$|\b(?:as|format|form) HH:MM\b/.test(sentence)) form.bare = true;
  for (const read of WORDINGS) read(sentence, form);
}

/** "three bullets, each at most six words" are two amounts. */
function clausesOf(sentence: string): string[] {
  const bare = sentence.replace(/"[^"\n]*"|“[^”\n]*”|`[^`\n]*`/g, " “ ” ");
  return bare.split(
    /[,;:(]| (?:(?<!\b(?:at least|no fewer than|minimum|minimum of) \S+ )and|with|of|each with|having) (?=(?:each|at most|no more|up to|at least|exactly|between|not more|under|fewer|max)\b)/i,
  );
}

/** Whether a sentence is about the form for more than one reply. */
export function isStanding(sentence: string): boolean {
  return STANDING.test(sentence);
}
