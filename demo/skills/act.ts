import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, NUMBER, numberOf, overlap, quotesIn, sentencesOf, wordsOf } from "../mind/text";

const TEMPLATE =
  /\b([A-Z][A-Z_]{2,}): ?((?:[A-Za-z_][\w-]*|[<[{][^>\]}\n]+[>\]}])(?: (?!(?:or|and) (?:the|with|by|a)\b)(?:[\w@./#-]+|[<[{][^>\]}\n]+[>\]}]))*)/g;
const MONEY = `(?:[€$£] ?)?(\\d[\\d.,]*)(?: ?(?:€|EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?|percent|%|units?|items?|days?|\\p{L}+))?`;
const CEILING = new RegExp(
  `\\b(?:above|over|more than|exceed(?:s|ing)?|beyond|larger than|greater than|higher than) (?:an? (?:amount|value|total|sum) of )?${MONEY}|\\b(?:up to|at most|no more than|not more than|maximum of|max\\.?|limit of|limit is|below|under|less than)(?: and including)? ${MONEY}`,
  "iu",
);
const HOLDING =
  /\b(?:escalat\w*|hold|ask\w*|human|supervisor|manager|forward\w*|none|refus\w*|deny|declin\w*|reject\w*|wait\w*|rest|pause|review\w*|stop|handover)\b/i;

/** What to do, and the rule that decides: limits, allowed recipients, approvals. */
export function act(request: Request): Finding | undefined {
  const { dialogue, own } = request;
  const rules = `${dialogue.system}\n${own}`;
  const templates = templatesIn(rules);
  if (templates.length === 0 && !/\bACTION\b/.test(rules)) return undefined;
  const word = templates[0]?.word ?? "ACTION";
  const allowed = isAllowed(request);
  const holding =
    templates.find(({ form }) => HOLDING.test(form)) ??
    (templates.length > 1 ? templates.find(({ context }) => WITHHELD.test(context)) : undefined);
  const doing = templates
    .filter((template) => template !== holding && !HOLDING.test(template.form))
    .toSorted((a, b) => overlap(b.form, own) - overlap(a.form, own));
  const wanted = wantsAction(request);
  if (!wanted) return undefined;
  const chosen = allowed.ok
    ? (doing.find(({ form }) => gist(form).some((stemmed) => gist(own).includes(stemmed))) ?? doing[0])
    : (holding ?? undefined);
  const line = chosen
    ? `${word}: ${filled(chosen.form, request)}`
    : allowed.ok
      ? `${word}: ${freeAction(request)}`
      : `${word}: ${/\bnone\b/i.test(rules) ? "none" : "escalate"}`;
  return { kind: "words", short: line, sentence: allowed.ok ? line : `${allowed.why}\n${line}`, whole: true };
}

const WITHHELD =
  /\b(?:above|over|more than|exceed\w*|beyond|otherwise|else|anything|instead|needs? approval|requires? approval|not allowed|must go)\b/i;

type Template = { word: string; form: string; context: string };

function templatesIn(text: string): Template[] {
  return sentencesOf(text).flatMap((sentence) =>
    [...sentence.matchAll(TEMPLATE)]
      .filter(([, word]) => !/^(?:JSON|CSV|NOTE|PS|RE|FYI|IBAN)$/.test(word as string))
      .map((match) => ({
        word: match[1] as string,
        form: (match[2] as string)
          .replace(/ (?:for|if|when|or|and|otherwise|to (?:act|do)|instead|with nothing|only|where|unless|otherwise)\b.*$/i, "")
          .trim(),
        context: contextOf(sentence, match.index ?? 0, match[0].length),
      })),
  );
}

function wantsAction({ own }: Request): boolean {
  return /\b(?:need|want|like|have)\b.{0,20}\d|[€$£] ?\d|\d ?(?:EUR|USD|euros?|dollars?)\b|\b(?:refund\w*|pay\w*|approv\w*|send|transfer\w*|cancel\w*|delete|book\w*|issue|grant|order|reset|ship|close|open|unlock|release|forward|credit|discount|buy|purchase|reimburse|extend|invite|remove|restart|deploy|wire|change|money back|give me|process|handle|decide|settle|dispatch|reserve)\b/i.test(
    own,
  );
}

type Verdict = { ok: true } | { ok: false; why: string };

/** Whether the rules let it happen without anybody else. */
function isAllowed(request: Request): Verdict {
  const { dialogue } = request;
  const rules = sentencesOf(dialogue.system).flatMap((sentence) => sentence.split(/; /));
  const amount = amountAsked(request);
  for (const rule of rules) {
    const ceiling = CEILING.exec(rule);
    const limit = ceiling ? numberOf((ceiling[1] ?? ceiling[2]) as string) : undefined;
    if (limit !== undefined && amount !== undefined && amount > limit && !hasApproval(request, rule))
      return { ok: false, why: `${amount} is above the limit of ${limit}; this needs approval.` };
    const only =
      /\b(?:only|solely|exclusively) (?:to|for|by|from|within) (?:the |our )?(.+?)(?:[.;](?=\s|$)|$| and (?:never|nobody|not)|, (?:never|nobody|not))/i.exec(
        rule,
      );
    if (only && sharesAction(rule, request) && !recipientFits(only[1] as string, request))
      return { ok: false, why: `This is only allowed ${only[0].replace(/^only /i, "").replace(/[.;]$/, "")}.` };
    const never = /\b(?:never|do not|don't|must not|not allowed to|no) (\w+\b.*)/i.exec(rule)?.[1];
    if (
      never &&
      !ceiling &&
      !only &&
      !/\b(?:reveal|tell|share|disclose|mention|without|unless|use|commas?|say)\b/i.test(never) &&
      overlap(never, request.own) >= 0.75
    )
      return { ok: false, why: "The rules do not allow this." };
  }
  return { ok: true };
}

function sharesAction(rule: string, { own }: Request): boolean {
  const words = new Set(gist(rule.split(/\bonly\b/i)[0] ?? ""));
  return words.size === 0 || gist(own).some((word) => words.has(word));
}

function recipientFits(allowed: string, { own, dialogue }: Request): boolean {
  const text = `${own}\n${dialogue.last.passages.map((passage) => passage.text).join("\n")}`;
  const domains = allowed.match(/@?[\w-]+(?:\.[\w-]+)+/g) ?? [];
  const addresses = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  if (domains.length > 0)
    return (
      addresses.length > 0 &&
      addresses.every((address) =>
        domains.some(
          (domain) =>
            address.toLowerCase() === domain.toLowerCase() ||
            address.toLowerCase().endsWith(`@${domain.replace(/^@/, "").toLowerCase()}`) ||
            address.toLowerCase().endsWith(`.${domain.replace(/^@/, "").toLowerCase()}`),
        ),
      )
    );
  const days = /\b(?:within|for) (\d+) days\b/i.exec(allowed)?.[1];
  const asked = /(\d+) days/i.exec(own)?.[1];
  if (days && asked) return Number(asked) <= Number(days);
  const names = allowed.match(/\b\p{Lu}[\p{L}-]+\b/gu) ?? [];
  if (names.length > 0) return names.some((name) => new RegExp(`\\b${name}\\b`).test(own));
  return overlap(allowed, own) >= 0.5;
}

/** A limit may be passed where the approval that the rule names is given, and not where somebody only says so. */
function hasApproval({ own, dialogue }: Request, rule: string): boolean {
  const codes = [
    ...dialogue.system.matchAll(
      /\b(?:approval|release|authori[sz]ation) (?:code|number|key|phrase)[^.]{0,30}?\b([A-Z]+-?\d[\w-]*|\d{3,})\b/gi,
    ),
  ].map((match) => match[1] as string);
  // "AP-0000" shows the form of a number, not the number.
  const shapes = [...rule.matchAll(/\bform (?:of )?([A-Z]+-?0{3,})\b/g)].map(
    (match) => new RegExp(`\\b${(match[1] as string).replace(/0/g, "\\d")}\\b`),
  );
  const proved = shapes.length > 0 ? shapes.some((shape) => shape.test(own)) : codes.some((code) => own.includes(code));
  return /\b(?:unless|without|needs?|requires?)\b/i.test(rule) && proved;
}

function amountAsked({ own, dialogue }: Request): number | undefined {
  const text = `${own}\n${dialogue.last.passages.map((passage) => passage.text).join("\n")}`;
  const money =
    /[€$£] ?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d) ?(?:€|EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?|%|percent)/i.exec(own) ??
    /[€$£] ?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d) ?(?:€|EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?)/i.exec(text);
  if (money) return numberOf((money[1] ?? money[2]) as string);
  const counted = new RegExp(
    `\\b(${NUMBER}) (?:\\w+ ){0,1}(?:units?|items?|pieces?|days?|licen[cs]es?|seats?|tickets?|copies|crates?|boxes|hours?|\\w+s)\\b`,
    "i",
  ).exec(own.replace(/#?\b[A-Z]+-?\d+\b/g, ""));
  return counted ? numberOf(counted[1] as string) : undefined;
}

/** Puts the request's own amounts and names where the template leaves a gap. */
function filled(form: string, request: Request): string {
  const text = `${request.own}\n${request.dialogue.last.passages.map((passage) => passage.text).join("\n")}`;
  return form.replace(/[<[{]([^>\]}]+)[>\]}]/g, (_, gap: string) => {
    const name = gap.toLowerCase();
    if (/amount|sum|percent|value|eur|price|total|quantity|number of|count/.test(name))
      return String(amountAsked(request) ?? firstNumber(text) ?? "unknown");
    if (/mail|address|recipient|to\b/.test(name))
      return (
        /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0] ??
        /\bto ([\p{Lu}][\p{L}-]+(?: [\p{Lu}][\p{L}-]+)?)/u.exec(text)?.[1] ??
        "unknown"
      );
    if (/id|order|ticket|invoice|reference|number|code|account/.test(name)) return identifierIn(text) ?? "unknown";
    if (/reason|why|note|text/.test(name)) return /\bbecause (?:of )?(.+?)[.!\n]/i.exec(`${text}.`)?.[1] ?? "as requested";
    return (
      /\b(?:for|to|name is|I am|of) ([\p{Lu}][\p{L}-]+(?: [\p{Lu}][\p{L}-]+)?)/u.exec(text)?.[1] ??
      quotesIn(text)[0] ??
      identifierIn(text) ??
      "unknown"
    );
  });
}

function identifierIn(text: string): string | undefined {
  return (
    /\b(?:[A-Z]+[-_]?\d[\w-]*)\b/.exec(text)?.[0] ??
    /#(\d+)/.exec(text)?.[1] ??
    /\b(?:order|ticket|invoice|account|customer|booking|case|number|no\.?) #?(\d+)/i.exec(text)?.[1]
  );
}

function freeAction({ own }: Request): string {
  const verb =
    /\b(refund|pay|approve|send|transfer|cancel|delete|book|issue|grant|order|reset|ship|close|open|unlock|release|forward)\b/i
      .exec(own)?.[1]
      ?.toLowerCase() ?? "proceed";
  const amount = /[€$£] ?\d[\d.,]*\d?|\d[\d.,]*\d? ?(?:EUR|USD|euros?|dollars?)/i.exec(own)?.[0];
  return [verb, identifierIn(own), amount].filter((part) => part !== undefined && wordsOf(part).length > 0).join(" ");
}

/** The words around a template that belong to it: from the one before it to the next comma. */
function contextOf(sentence: string, at: number, length: number): string {
  const before =
    sentence
      .slice(0, at)
      .split(/\b[A-Z]{3,}: ?\S+/)
      .at(-1) ?? "";
  const behind = sentence.slice(at + length).split(/[,;]|\b[A-Z]{3,}: /)[0] ?? "";
  return `${before} ${behind}`;
}
