import { type Form, STANDING } from "./form-shape";
import { escaped, NUMBER, numberOf, quotesIn, unquoted } from "./text";

const N = NUMBER;
const QUOTE = '(?<![A-Za-z0-9])["“‘\'`]([^"”’`\\n]+?)["”’\'`](?![A-Za-z])';
const BRACKETED =
  "(<<[^>\\n]+>>|::\\w[^\\n]*?::|\\[[^\\]\\n]+\\]|\\([^)\\n]+\\)|<[^>\\n]+>|#\\w+|\\*\\*\\w+\\*\\*|--? ?\\w+|~\\w+~?|\\{[^}\\n]+\\})";
const WORD = `(?:the )?(?:word|words|phrase|tag|marker|sentence|line|text|signature|token|string|letters|code|sign-off|closing|greeting)?:? ?(?:${QUOTE}|${BRACKETED}|([A-Z][A-Z0-9_-]+\\b)|(?<=words? )([A-Za-z-]+\\b))`;
const of = (match: RegExpExecArray | null) =>
  match
    ?.slice(1)
    .findLast((group) => group !== undefined)
    ?.trim();

const lowerStart = (sentence: string) => sentence.charAt(0).toLowerCase() + sentence.slice(1);

/** Readers of what is asked in words of its own: endings, separators, forbidden words, keys, labels. */
export const WORDINGS: readonly ((sentence: string, form: Form) => void)[] = [
  function frames(sentence, form) {
    const word = (which: string) =>
      of(
        new RegExp(
          `\\b(?:${which}) word\\b(?: of (?:the|your|each|every) (?:reply|answer|text|sentence|message))?(?: (?:must|should|has to|shall|needs to))?(?: (?:is|be|reads?))?[:,=]? (?:${QUOTE}|([\\p{L}-]+))`,
          "iu",
        ).exec(sentence),
      );
    const edge = (verbs: string) =>
      of(new RegExp(`\\b(?:${verbs}) (?:with|on|in) the word (?:${QUOTE}|([\\p{L}-]+))`, "iu").exec(sentence));
    const first = word("first") ?? edge("opens?|opening|starts?|starting|begins?|beginning");
    const last = word("last|final") ?? edge("closes?|closing|ends?|ending|finish(?:es)?|finishing");
    if (first) form.starts = first;
    if (last) form.ends = last;
  },
  function endings(sentence, form) {
    const label =
      /(?:(?:end|finish|close|conclude|last|final|closing|add)\b[^\n]{0,60}?|^)(?:line|with|form|:)[^"“`'\n]{0,40}["“`']([A-Z][\w ./#-]{0,40}): ?(?:[<[{(…._][^"”`\n]*|[\w …. :]{0,30})?["”`']/i.exec(
        sentence,
      );
    if (
      label &&
      /\b(?:end|finish|last|final|close|conclude|closing|bottom)\b/i.test(sentence.slice(0, (label.index ?? 0) + label[0].length))
    ) {
      const fixed = /["“`']([^"”`]*?: ?[^<[{(…"”`]*(?:[A-Z]{2,}|\d)[^"”`]*)["”`']/.exec(sentence)?.[1];
      if (fixed && STANDING.test(sentence)) form.tag = fixed;
      else form.lastLine = { label: (label[1] as string).trim() };
      return;
    }
    const bare =
      /\b(?:last|final) line\b[^:\n]{0,60}?(?:reads?|is|be|say|form|format|with|like|:)[^\w<"“`']{0,4}([A-Z][\w ]{0,25}): ?(?:<|\[|\{|…|\.\.\.|the |your )/.exec(
        sentence,
      );
    if (bare) {
      form.lastLine = { label: (bare[1] as string).trim() };
      return;
    }
    const found = of(
      new RegExp(
        `\\b(?:end|ends|ending|finish|finishes|close|conclude|sign|sign off|append|add)\\b(?!s? each line)[^.\\n"“\`'\\[<#]{0,70}?\\b(?:with|by|in|as|on|append|add)?:? ?${WORD}`,
      ).exec(lowerStart(sentence)),
    );
    // `WORD: THIS or WORD: THAT` are actions to choose from.
    if (found && new RegExp(`\\b${escaped(found)}: ?[A-Z]+\\b.*\\b${escaped(found)}: `).test(sentence)) return;
    if (!found || !/\b(?:end|ends|ending|finish|finishes|close|conclude|sign|append|add)\b/i.test(sentence)) return;
    if (/\b(?:add|append)\b/i.test(sentence) && !/\b(?:end|every|each|all|last|after)\b/i.test(sentence)) return;
    if (STANDING.test(sentence) || /^[[(<#{~*-]/.test(found) || /\btag|marker|signature|sign\b/i.test(sentence)) form.tag = found;
    else form.ends = found;
  },
  function ownLines(sentence, form) {
    const found = of(
      new RegExp(
        `\\b(?:put|add|write|include|place|set|give)\\b [^.\\n"“]{0,30}?(?:${QUOTE}|([A-Z][A-Z0-9-]{2,})) (?:on|in|as) (?:a|its own|an extra|a separate) (?:own )?line\\b`,
        "i",
      ).exec(sentence),
    );
    if (found) form.ownLine = found;
  },
  function beginnings(sentence, form) {
    const label = /\bfirst line\b[^"“`'\n]{0,60}["“`']([A-Z][\w ]{0,40}): ?[^"”`\n]*["”`']/i.exec(sentence);
    if (label) {
      form.firstLine = { label: (label[1] as string).trim() };
      return;
    }
    const found = of(
      new RegExp(
        `\\b(?:start|begin|open|starts|begins|starting|beginning|opens|prefix|preface)\\b[^.\\n"“\`'\\[<#]{0,60}?\\bwith:? ?${WORD}`,
      ).exec(lowerStart(sentence)),
    );
    if (!found || /^[-*•]$/.test(found)) return;
    if (STANDING.test(sentence)) form.opener = found;
    else form.starts = found;
  },
  function separators(sentence, form) {
    const match =
      new RegExp(`\\bseparat(?:ed|ing|e|or)\\b[^"“\`'\\n]{0,60}?(?:${QUOTE}|([-*=~#+_]{2,}))`, "i").exec(sentence) ??
      new RegExp(
        `\\b(?:line|lines) (?:with|of|containing|that (?:says|reads))(?: only| just)?(?: the)?:? ?(?:${QUOTE}|([-*=~#+_]{2,}))[^.]{0,20}\\bbetween`,
        "i",
      ).exec(sentence) ??
      new RegExp(
        `\\bbetween (?:them|the (?:two|parts|sections|both|three)[\\w ]*)[^"“\`'\\n]{0,40}(?:${QUOTE}|([-*=~#+_]{2,}))`,
        "i",
      ).exec(sentence);
    const alone =
      /\bline\b(?: (?:with|of|that|which|only|just|saying|reading|consisting of|consists of|reads|says|containing|contains))*:? (?:["“`]([-*=~#+_]{2,})["”`]|([-*=~#+_]{2,}))/i.exec(
        sentence,
      );
    const separator = of(match ?? alone);
    if (!separator || /^[,;|]$/.test(separator)) return;
    const count = new RegExp(
      `\\b(${N}) (?:\\w+ )?(?:parts|sections|paragraphs|blocks|halves|pieces|answers|versions|variants|texts|sentences|lines)`,
      "i",
    ).exec(sentence);
    form.parts = { separator, count: count ? numberOf(count[1] as string) : 2 };
  },
  function wordings(sentence, form) {
    const avoid =
      /\b(?:neither|without(?: using| mentioning| the)?|never the|do not (?:use|mention|write|say|include)|don't (?:use|mention|write|say)|avoid(?: using)?|never (?:use|mention|write|say)|must not (?:use|contain|mention|include)|not (?:using|use))\b(?! any| commas?| punctuation| bullet)(.*)/i.exec(
        sentence,
      );
    if (avoid && !/\b(?:if|unless|reveal|secret|confidential)\b/i.test(sentence)) {
      const quoted = quotesIn(avoid[1] ?? "");
      if (quoted.length > 0) form.forbidden.push(...quoted);
      else
        form.forbidden.push(
          ...(/\b(?:the )?words? ((?:\w+(?:, | and | or |, or |, and )?)+)/i.exec(avoid[1] ?? "")?.[1] ?? "")
            .split(/,? (?:and|or) |, /)
            .filter((word) => /^\w+$/.test(word)),
        );
    }
    const use =
      /\b(?:include|contain|mention|use)(?:s|ing)?\b(?! (?:no|neither|none|not)\b)[^"“`'\n]{0,40}\b(?:words?|phrase|names?|term)\b(.*)/i.exec(
        sentence,
      );
    if (use && !/\b(?:not|never|without|avoid|don't)\b[^.]{0,20}$/i.test(sentence.slice(0, use.index)))
      form.required.push(...quotesIn(use[1] ?? ""));
  },
  function exactly(sentence, form) {
    if (/\b(?:if|when|whenever|otherwise|unless|else|where|in case|should)\b/i.test(sentence.replace(/"[^"]*"|“[^”]*”/g, ""))) {
      const blank =
        /\b(?:not (?:stated|given|mentioned|in the|say|known|contain|there|appear|available|answer)|unknown|missing|absent|unsure|not sure|don't know|do not know|cannot (?:know|tell|be)|isn't|no (?:value|answer|information|such)|does not|doesn't|unclear|lacks?|unanswer)/i.test(
          sentence,
        );
      const found =
        quotesIn(sentence).at(-1) ??
        /\b(?:answer|reply|say|write|respond|put|use|return|output)(?: with)?(?: only| just| exactly)*:? (null|unknown|UNKNOWN|not stated|n\/a|N\/A|NONE|none|NOT STATED|NOT FOUND|NA)\b/.exec(
          sentence,
        )?.[1];
      if (blank && found) form.unknown = found;
      return;
    }
    const found = new RegExp(
      `\\b(?:reply|answer|respond|say|write|output|return|print|repeat)(?: back)?(?: to this)?(?: message)? ?(?:with |only )*(?:exactly|only|just|nothing but|precisely|verbatim|literally)(?: with)?(?: and only)?(?: (?:the|this|these|one))?(?: (?:word|words|text|line|phrase|sentence|token|string))?:? ?(?:${QUOTE}|([A-Z]{2,}[A-Z0-9_-]*)(?=[.!]?$))`,
      "i",
    ).exec(sentence);
    const text = of(found);
    if (
      text &&
      (/["“`']/.test(found?.[0] ?? "") || /^[A-Z0-9_-]+$/.test(text)) &&
      !/:\s*(?:<|\.\.\.|…)?\s*$/.test(text) &&
      !/ or\b/.test(sentence.slice((found?.index ?? 0) + (found?.[0].length ?? 0)))
    )
      form.exact = text;
  },
  function choices(sentence, form) {
    const intro =
      /\b(?:one of|either|classify|choose (?:from|between)|pick (?:from|one)|labels?|categor(?:y|ies)|class(?:es)?|options?|only with|with only|answer (?:only )?(?:with )?|reply (?:only )?(?:with )?|one word|single word|respond (?:only )?(?:with )?|words?|classify\b.*\bas|is it|say)\b[^:]{0,40}?:? ?/i.exec(
        sentence,
      );
    if (!intro) return;
    const quoted = new RegExp(`(?:${QUOTE})(?:(?:, (?:or |and )?|,? or | / |\\/)(?:${QUOTE}))+`, "i").exec(sentence);
    if (quoted) {
      form.oneOf = quotesIn(quoted[0]);
      return;
    }
    const listed =
      /(?:: ?|with |either |only |of |as |from |answer |reply |\()(?:the (?:words?|labels?) )?((?:[\w-]+(?:, |\/| \/ ))*[\w-]+,? (?:or|and) [\w-]+|[\w-]+(?: ?[/|] ?[\w-]+)+)(?=[.):?!]|$| only| \(| depending| and nothing)/i.exec(
        sentence,
      );
    const words =
      listed?.[1]
        ?.split(/,? (?:or|and) |, | ?[/|] ?/)
        .map((word) => word.trim())
        .filter(Boolean) ?? [];
    const strong =
      /\bone of\b|one word|single word|label|classif|either|choose|categor|yes or no|\byes, no\b/i.test(sentence) ||
      words.every((word) => word === word.toUpperCase());
    if (
      words.length >= 2 &&
      strong &&
      words.every((word) => /^[\p{L}][\w-]*$/u.test(word)) &&
      !/\b(?:keys?|columns?|header|fields?|words)\b/i.test(listed?.[0] ?? "") &&
      !/\bkeys?\b|\bheader\b|\bcolumns?\b/i.test(sentence)
    )
      form.oneOf = words;
  },
  function json(sentence, form) {
    if (!/\bJSON\b/i.test(sentence)) return;
    const list = /\bJSON (?:array|list)|array of/i.test(sentence);
    const braces = /\{([^{}]*)\}/.exec(sentence)?.[1];
    const named = /\b(?:keys?|fields?|properties)\b(?: named)?[^"'`“\w]*(.*)/i.exec(sentence)?.[1] ?? "";
    const keys = braces ? [...braces.matchAll(/["“']?([\w-]+)["”']?\s*:/g)].map((m) => m[1] as string) : namesIn(named);
    form.json = {
      keys: keys.length > 0 ? keys : (form.json?.keys ?? []),
      list: list || form.json?.list === true,
      arrays: [...(braces ?? "").matchAll(/["“']?([\w-]+)["”']?\s*:\s*\[/g)].map((m) => m[1] as string),
    };
  },
  function keysLater(sentence, form) {
    if (!form.json || form.json.keys.length > 0) return;
    const named = /\b(?:keys?|fields?)\b(?: are| is| named|:)?[^"'`“\w]*(.*)/i.exec(sentence)?.[1];
    if (named) form.json.keys = namesIn(named);
  },
  function csv(sentence, form) {
    if (!/(?<!\.)\bCSV\b|comma[- ]separated (?:values|rows|lines|table)|\bheader(?: row| line)?\b/i.test(sentence)) return;
    const header = /\b(?:header|columns?)(?: row| line)?(?: is| of| must be| named|:)?[^"'`“\w]*(.*)/i.exec(sentence)?.[1] ?? "";
    const quoted = quotesIn(header);
    const names =
      quoted.length === 1
        ? (quoted[0] ?? "").split(/ ?[,;] ?/)
        : quoted.length > 1
          ? quoted
          : (header
              .split(/[.;:(]| (?:sorted|sort|ordered|and then|then|with|in this|one|without|followed|and nothing)\b/i)[0]
              ?.split(/,? and |, ?/) ?? []);
    const found = names.map((name) => unquoted(name).replace(/^the /, "").trim()).filter((name) => /^[\w -]{1,30}$/.test(name));
    form.csv = { header: found.length > 0 ? found : (form.csv?.header ?? []) };
  },
  function wrapping(sentence, form) {
    const tags =
      /<(\w+)>[^<\n]{0,20}<\/\1>/.exec(sentence) ?? /\b(?:in|inside|between|within) <(\w+)> ?(?:tags?|and)/i.exec(sentence);
    if (tags) form.bare = true;
    if (tags) form.wrap = { before: `<${tags[1]}>`, after: `</${tags[1]}>` };
    if (/\b(?:in|inside|within|between) (?:square brackets|\[\])/i.test(sentence)) form.wrap = { before: "[", after: "]" };
    if (/\b(?:in|inside|within|between) (?:double quotes|quotation marks|quotes)\b/i.test(sentence))
      form.wrap = { before: '"', after: '"' };
  },
];

/** Names in an enumeration: quoted ones, else bare words up to the end of the enumeration. */
function namesIn(text: string): string[] {
  const quoted = quotesIn(text).filter((name) => /^[\w -]+$/.test(name));
  if (quoted.length > 0) return quoted;
  const list =
    text.split(
      /[.;:(]| (?:where|with|using|of|for|only|in this|whose|from|both|all|each|taken|about|describing|holding|containing|and nothing)\b/i,
    )[0] ?? "";
  return list
    .split(/,? and |, ?/)
    .map((name) => name.trim())
    .filter((name) => /^[\w-]+$/.test(name));
}
