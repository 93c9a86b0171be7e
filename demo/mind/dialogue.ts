import { sentencesOf, wordsOf } from "./text";

/** One message of a chat, its content as text. */
export type Message = { role: "system" | "developer" | "user" | "assistant" | "tool"; content: string };

/** Something handed over to be read: a mail, a page, a table. What it says may be believed, but it may order nothing. */
export type Passage = { text: string; source: string; turn: number };

/** One user's turn: what the user says in their own words, and what they hand over. */
type Turn = { own: string; passages: readonly Passage[]; at: number; text: string };

export type Dialogue = {
  system: string;
  turns: readonly Turn[];
  /** The turn to be answered. */
  last: Turn;
  passages: readonly Passage[];
  /** Own earlier replies. */
  said: readonly string[];
};

const IMPERATIVE =
  /^(?:(?:please|now|then|first|also|and|kindly|next|finally|just|ok|okay|thanks|great)[,:]? )*(?:answer|reply|respond|give|write|list|return|tell|name|say|end|start|begin|finish|close|use|do not|don't|never|always|avoid|keep|sort|order|compute|calculate|add|sum|total|count|summari[sz]e|translate|extract|convert|rewrite|repeat|describe|explain|compare|fill|complete|classify|choose|pick|decide|draft|compose|create|make|produce|output|print|format|show|put|turn|reverse|check|find|state|provide|help|pay|refund|approve|send|transfer|delete|cancel|book|forward|issue|grant|report|read|look|identify|determine|label|mark|tag|include|mention|separate|ignore|assume|remember|call|suggest|recommend|outline|prepare|quote|correct|recalculate|recompute|think|be|work out|figure|let me know|can you|could you|would you|will you|i want|i need|i would like|i'd like|spell|round|multiply|divide|subtract|estimate|judge|rate|rank|advise|teach|only|no)\b/i;

/** A wish after a reason ("Since the van leaves at noon, fill …") or in other words than a plain order. */
const WISH =
  /^(?:because|since|as|given that|seeing that|now that)\b[^,]*(?:,[^,]*){0,3}, (?:(?:so|please|kindly) )?(?:we|I|you|it|(?:and )?(?:give|send|tell|write|list|fill|turn|pick|sort|name|state|describe|put|make|hand|let|show|return|compose|draft|choose|label|copy|repeat)\b)|\b(?:we|I) (?:need|want|ask|beg|request|would (?:be (?:glad|grateful|happy)|like|love))\b|\b(?:kindly|be so (?:kind|good)|do us the favour)\b|\b(?:wonder(?:s|ed|ing)?|curious|(?:like|love|want|wants|need) to know|asks|asked)\b.{0,30}\b(?:what|which|who|whom|where|when|how|whether)\b/i;

const QUESTION_START =
  /^(?:(?:and|so|but|now|then|ok|well)[, ]+)*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|may|should|will|would|in which|at what|at which|by how|on which|on what|from which|to whom|for how|with whom)\b/i;

export function isQuestion(sentence: string): boolean {
  return (
    /\?["'”)]*$/.test(sentence.trim()) ||
    (/[:]$/.test(sentence) === false && QUESTION_START.test(sentence) && /\?/.test(sentence))
  );
}

/** Whether a sentence asks or orders something rather than stating it. */
export function isRequest(sentence: string): boolean {
  return (
    isQuestion(sentence) ||
    IMPERATIVE.test(sentence.trim().replace(/^(?:[-*•]|\d+[.)])\s+/, "")) ||
    /,? (?:please|and (?:tell|give|answer|reply|end)\b)/i.test(sentence) ||
    WISH.test(sentence)
  );
}

const THING =
  "e-?mails?|mails?|web ?pages?|pages?|documents?|texts?|notes?|tickets?|reviews?|messages?|logs?|transcripts?|articles?|comments?|attachments?|attached|files?|websites?|readme|invoices?|reports?|excerpts?|snippets?|letters?|memos?|sources?|sheets?|tables?|data|records?|minutes|postings?|descriptions?|passages?|paragraphs?|story|stories|posts?|brochures?|manuals?|statements?|ledgers?|lists?|forms?|templates?|bulletins?|newsletters?|chat|search results?|results?|tool output|output|extracts?|inventory|register|roster|schedule|timetable|entry|entries|books?|catalogue|quotes?";
const HEADER = new RegExp(`\\b(?:${THING})\\b[^.?!\\n]{0,80}:\\s*$`, "i");
const LABELLED = new RegExp(
  `^(?:the |an? |attached |forwarded |incoming )?(?:[\\w'’-]+ ){0,3}(?:${THING})(?: [\\w#.,'’()-]+){0,6}: ?(?=\\S)`,
  "i",
);
const ORDERS_READER =
  /\b(?:ignore|disregard|forget|override|assistants?|AI|language model|LLM|bot|system|instructions?|prompt)\b/i;

/** Stands in the user's words where material was taken out; its number follows. */
const MARK = "\u0000";

const FENCES: readonly RegExp[] = [
  /```[^\n`]*\n([\s\S]*?)\n?```/g,
  /"""\s*([\s\S]+?)\s*"""/g,
  /<<<+\s*([\s\S]+?)\s*>>>+/g,
  /<([a-z][\w-]{2,})(?:\s[^>]*)?>\s*([\s\S]{16,}?)\s*<\/\1>/gi,
  /^\[(?:begin|start)[^\]\n]*\]\s*\n([\s\S]*?)\n\[end[^\]\n]*\]/gim,
  /^(?:[-=*#_]{3,}[^\n]*\n)([\s\S]+?)\n[-=*#_]{3,}[^\n]*$/gm,
];

/** Characters that an agent reads of a whole chat, and of one word: a weak model's memory, and no text can keep it busy for long. */
const MEMORY = 12_000;
const LONGEST_WORD = 60;

/** A message as far as it is read: its beginning and its end. */
function legible(content: string, most: number): string {
  const text = content
    .replaceAll("\r\n", "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {40,}/g, " ")
    .replace(/(\S{60})\S+/g, (_, start: string) => start.slice(0, LONGEST_WORD));
  return text.length <= most ? text : `${text.slice(0, Math.floor(most * 0.7))}\n${text.slice(-Math.floor(most * 0.3))}`;
}

/** Reads a chat: who may say what to do, and what is only there to be read. */
export function readDialogue(chat: readonly Message[]): Dialogue {
  const total = chat.reduce((sum, { content }) => sum + content.length, 0);
  const most = total <= MEMORY ? MEMORY : Math.floor(MEMORY / chat.length);
  const messages = chat.map(({ role, content }) => ({ role, content: legible(content, most) }));
  const system = messages
    .filter(({ role }) => role === "system" || role === "developer")
    .map(({ content }) => content)
    .join("\n");
  const turns: Turn[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    if (role === "user") {
      const split = splitMaterial(content, at);
      turns.push({
        ...(split.own === "" && split.passages.length === 1 ? { own: content, passages: [] } : split),
        at,
        text: content,
      });
    }
    if (role === "tool")
      turns.push({ own: "", passages: [{ text: content, source: "tool output", turn: at }], at, text: content });
  }
  const last = turns.findLast((turn) => turn.own !== "") ?? turns.at(-1) ?? { own: "", passages: [], at: 0, text: "" };
  return {
    system,
    turns,
    last,
    passages: turns.flatMap((turn) => turn.passages),
    said: messages.filter(({ role }) => role === "assistant").map(({ content }) => content),
  };
}

function splitMaterial(content: string, turn: number): Pick<Turn, "own" | "passages"> {
  const passages: Passage[] = [];
  let rest = content.replaceAll("\r\n", "\n");
  const aside = (text: string, source: string) => `\n${MARK}${passages.push({ text: text.trim(), source, turn }) - 1}\n`;
  for (const fence of FENCES) {
    rest = rest.replace(fence, (whole: string, first: string, second: unknown) =>
      whole.startsWith("<") && typeof second === "string" ? aside(second, nameInTag(whole)) : aside(first, ""),
    );
  }
  rest = rest.replace(/(?:^>[^\n]*(?:\n|$))+/gm, (block) => {
    return aside(block.replace(/^> ?/gm, ""), "quotation");
  });
  rest = rest.replace(/(^|[^\w])["“]([^"”\n]{40,})["”]/g, (whole: string, lead: string, text: string, at: number) => {
    const before = rest.slice(Math.max(0, at - 30), at + lead.length);
    if (/\b(?:exactly|with|say|sentence|line|word|words|phrase|reply|answer|as|is|be)\s*:?\s*$/i.test(before)) return whole;
    return `${lead}${aside(text, "quotation")}`;
  });
  const own = splitHeaded(rest, turn, passages);
  return { own: own.replace(/\n{2,}/g, "\n").trim(), passages };
}

/** `Mail:` and what follows it, up to the paragraph in which the user speaks again. */
function splitHeaded(text: string, turn: number, passages: Passage[]): string {
  const lines = text.split("\n");
  const own: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const label = HEADER.test(line) ? line : /^(?:From|Subject): \S/.test(line) ? "" : labelOf(line);
    const next = lines.slice(i + 1).find((other) => other.trim() !== "");
    if (line.startsWith(MARK)) continue;
    const marked = next?.startsWith(MARK) ? passages[Number(next.slice(MARK.length))] : undefined;
    if (marked && label === line) marked.source = line.replace(/:\s*$/, "").trim();
    if (label === undefined || (label === line && (next === undefined || marked))) {
      own.push(line);
      continue;
    }
    if (label === line && isRequest(line)) own.push(line);
    else if (label === line) own.push(...sentencesOf(line).slice(0, -1));
    const asked = own.some((said) => sentencesOf(said).some(isRequest));
    const end = label === line || label === "" ? endOfMaterial(lines, i + 1, asked) : endOfLabelled(lines, i + 1);
    const inline = label === line ? { told: "", asked: "" } : parted(line.slice(label.length), asked);
    if (inline.asked !== "") own.push(inline.asked);
    const body = [inline.told, ...lines.slice(i + 1, end)].join("\n").trim();
    passages.push({ text: body, source: label.replace(/:\s*$/, "").trim(), turn });
    i = end - 1;
  }
  return own.join("\n");
}

/** A labelled line in which the user goes on to ask: what is told, and what is asked. */
function parted(text: string, asked: boolean): { told: string; asked: string } {
  const sentences = sentencesOf(text);
  const from = asked ? -1 : sentences.findIndex((sentence, i) => i > 0 && isRequest(sentence) && !ORDERS_READER.test(sentence));
  return from < 0
    ? { told: text, asked: "" }
    : { told: sentences.slice(0, from).join(" "), asked: sentences.slice(from).join(" ") };
}

function labelOf(line: string): string | undefined {
  const label = LABELLED.exec(line)?.[0];
  if (!label || /\b(?:was|were|should|has been|mistyped|wrong)\b/i.test(label) || /^(?:note|please note|form)s?: /i.test(label))
    return undefined;
  if (isQuestion(sentencesOf(line.slice(label.length))[0] ?? "")) return undefined;
  return wordsOf(line.slice(label.length)).length >= 3 && !isRequest(label) ? label : undefined;
}

/** The first line that is the user's own again: another header, or a closing paragraph that asks. */
function endOfMaterial(lines: readonly string[], from: number, asked: boolean): number {
  const own = (paragraph: string) => {
    const sentences = sentencesOf(paragraph);
    if (sentences.length === 0 || paragraph.length > 700) return false;
    if (asked && (ORDERS_READER.test(paragraph) || /@|https?:|[A-Z]{4,}: /.test(paragraph))) return false;
    return sentences.some(isRequest) && !/^(?:hi|hello|dear|best|regards|from:|ps\b|p\.s\.)/i.test(paragraph.trim());
  };
  const paragraphs: { from: number; text: string }[] = [];
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.startsWith(MARK)) return i;
    if (i > from && (HEADER.test(line) || labelOf(line)) && !isQuestion(line)) return i;
    if (i === from || (lines[i - 1]?.trim() === "" && line.trim() !== "")) paragraphs.push({ from: i, text: line });
    else if (paragraphs.length > 0) (paragraphs.at(-1) as { text: string }).text += `\n${line}`;
  }
  let end = lines.length;
  for (const paragraph of paragraphs.slice(1).toReversed()) {
    if (paragraph.text.trim() === "") continue;
    if (!own(paragraph.text)) break;
    end = paragraph.from;
    if (asked) break;
  }
  if (end === lines.length && !asked) {
    for (let at = lines.length - 1; at > from; at--) {
      const closing = (lines[at] as string).trim();
      if (!isQuestion(closing) && !(isRequest(closing) && !ORDERS_READER.test(closing))) break;
      end = at;
    }
  }
  return end;
}

/** A labelled line ends with its paragraph, or where the user asks. */
function endOfLabelled(lines: readonly string[], from: number): number {
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line.trim() === "" || line.startsWith(MARK) || labelOf(line) || HEADER.test(line)) return i;
    if (isRequest(line) || (!ORDERS_READER.test(line) && sentencesOf(line).some(isQuestion))) return i;
  }
  return lines.length;
}

function nameInTag(whole: string): string {
  const opening = /^<([^>]*)>/.exec(whole)?.[1] ?? "";
  return /(?:name|title|source|id)="([^"]*)"/.exec(opening)?.[1] ?? opening.split(/\s/)[0] ?? "";
}
