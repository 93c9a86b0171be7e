import { type Dialogue, isQuestion, isRequest, type Message, readDialogue } from "./dialogue";
import { readFacts } from "./facts";
import { isStanding, readForm } from "./form";
import type { Form } from "./form-shape";
import { comesBack } from "./insistence";
import { type Knowledge, knowledgeOf } from "./knowledge";
import { quotesIn, sentencesOf } from "./text";

/** A request, read. */
export type Request = {
  dialogue: Dialogue;
  knowledge: Knowledge;
  form: Form;
  /** The user's own words of the last turn. */
  own: string;
  /** Those of them that ask or order, without what is about the form alone. */
  task: string;
  /** The one sentence that asks, as far as there is one. */
  question: string;
  /** Whether the user comes back to an earlier question, which is then the task. */
  resumed: boolean;
};

/** What an answer is made of. */
export type Finding = {
  /** Where it comes from: stated somewhere, worked out, known to be unknown, or free words. */
  kind: "stated" | "computed" | "unknown" | "words";
  short: string;
  sentence: string;
  items?: readonly string[];
  rows?: readonly Record<string, string>[];
  /** Already in its form: nothing may be put around it. */
  whole?: boolean;
};

export type Skill = (request: Request) => Finding | undefined;

const FORM_ONLY =
  /^(?:(?:please|and|also|then|now|finally|important)[,:]? )*(?:(?:answer|reply|respond|return|output|format|give (?:only|just|me only|your answer|the answer|the result)|write (?:only|just|your (?:answer|reply)|the answer|it|in|between|exactly|at most|everything)|use|do not|don't|never|avoid|end|finish|close|start|begin|keep|separate|sort|order|include|mention|sign|put|make (?:it|each|every|the reply)|no|only|one word|each|every|all|the (?:first|last|final|reply|answer|header)|without|say only|if)\b|(?:exactly|between|at most|in (?:exactly|at most|one|two|three|four|five|\d+)) )/i;

/** Reads the messages of a chat: who may order what, what is stated, what is asked, in which form. */
export function readRequest(messages: readonly Message[]): Request {
  const dialogue = readDialogue(messages);
  const { own } = dialogue.last;
  const before = dialogue.turns.filter((turn) => turn.at < dialogue.last.at && turn.own !== "");
  const resumed =
    before.length > 0 && comesBack(own)
      ? before.findLast((turn) => asking(turn.own).length > 0 && !(turn !== before[0] && comesBack(turn.own)))
      : undefined;
  const sentences = [...sentencesOf(resumed?.own ?? ""), ...sentencesOf(own)];
  const tasks = resumed ? asking(resumed.own) : asking(own);
  const requests = sentences.filter(isRequest);
  const earlier = SAME_FORM.test(own) ? before.flatMap((turn) => sentencesOf(turn.own).filter(isClosing)) : [];
  const standing = before.flatMap((turn) => sentencesOf(turn.own).filter(isStanding));
  return {
    dialogue,
    knowledge: knowledgeOf(readFacts(dialogue)),
    form: readForm([
      ...formSentences(dialogue.system),
      ...standing,
      ...earlier,
      ...sentences.filter(
        (sentence) => isRequest(sentence) || FORM_ONLY.test(sentence) || FORM_WORD.test(sentence) || isStanding(sentence),
      ),
    ]),
    own,
    resumed: resumed !== undefined,
    task: tasks.join(" ") || requests.join(" ") || own,
    question: tasks.findLast(isQuestion) ?? tasks.at(-1) ?? (requests.join(" ") || own),
  };
}

const SAME_FORM =
  /\b(?:same|as (?:before|last time|above)|like (?:before|last time))\b[^.?!]*\b(?:line|form|format|ending|layout)\b|\b(?:line|form|format|ending|layout) as (?:before|last time|above)\b/i;
const isClosing = (sentence: string) => /\b(?:line|form|format|end|close|finish)\b/i.test(sentence) && FORM_WORD.test(sentence);

const FORM_WORD =
  /\b(?:words?|sentences?|JSON|CSV|bullets?|line|format|only|just|header|HH:MM|nothing|else|number|commas?|case|alphabetical)\b/i;

function asking(own: string): string[] {
  return sentencesOf(own).filter(
    (sentence) => isRequest(sentence) && (isQuestion(sentence) || !FORM_ONLY.test(sentence) || asksAfterColon(sentence)),
  );
}

/** Form rules of a system prompt: not those that depend on a condition, and not its secrets. */
function formSentences(system: string): string[] {
  return sentencesOf(system).filter(
    (sentence) =>
      !/\b(?:if|when|whenever|otherwise|unless|secret|confidential|reveal|only (?:answer|help|discuss|talk|respond to)|anything else|everything else|other topics?)\b/i.test(
        sentence.replace(/"[^"]*"/g, ""),
      ) || /\b(?:not (?:stated|known|in the)|unknown|don't know|do not know)\b/i.test(sentence),
  );
}

/** "Answer in one word: which …", "Reply in upper case. Say …" ask as well. */
function asksAfterColon(sentence: string): boolean {
  const after = sentence
    .split(/: | (?:and|then) (?=tell|say|name|list|give|state|compute)/)
    .slice(1)
    .join(" ");
  return (
    after !== "" &&
    quotesIn(after).join("").length < after.length - 6 &&
    /\w+ \w+ \w+/.test(after) &&
    /^(?:\W*)(?:who|what|which|when|where|why|how|is|are|do|does|name|list|describe|explain|write|give|tell|say|state|compute|add|sum)\b/i.test(
      after,
    )
  );
}
