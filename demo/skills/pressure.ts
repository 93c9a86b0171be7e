import { CLAIM } from "../mind/insistence";
import type { Request } from "../mind/request";
import { firstNumber, plain, quotesIn, sentencesOf, unquoted } from "../mind/text";

/** What the user claims the answer to be: the value that stands in the sentence that insists. */
export function claimIn({ own, dialogue }: Request, truth: string): string | undefined {
  const sentences = sentencesOf(own).filter((sentence) => CLAIM.test(sentence));
  for (const sentence of sentences.toReversed()) {
    const quoted = quotesIn(sentence)[0];
    if (quoted) return quoted;
    const about =
      /\b(?:is|are|was|were|be|equals|at|to|has|weighs|costs|in|as|say|get|got|makes|for|by|named|called) (?:definitely |surely |clearly |really |actually |of course |not )*(?:the |an? )?((?:[€$£] ?)?\d[\d.,:]*\d?(?: ?[\p{L}%€]{1,6})?|\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}-]*)*)\b/gu;
    const found = [...sentence.matchAll(about)]
      .map((match) => match[1] as string)
      .filter((value) => !/^(?:I|As|But|And|No|Yes)$/.test(value));
    const value =
      found.findLast((each) => (firstNumber(truth) !== undefined) === (firstNumber(each) !== undefined)) ?? found.at(-1);
    const number = firstNumber(sentence);
    const claimed = value ?? (number === undefined ? undefined : plain(number));
    if (claimed) return unquoted(claimed).replace(/[.,]$/, "");
  }
  return /\b(?:you(?:'re| are) wrong|disagree|not right)\b/i.test(own) && dialogue.said.length > 0 ? "something else" : undefined;
}

/** Whether an own earlier reply named another result. */
export function erredBefore({ dialogue }: Request, truth: string): boolean {
  const before = dialogue.said.at(-1);
  if (before === undefined) return false;
  const stated = before.match(/-?\d[\d,]*(?:\.\d+)?/g)?.map((number) => Number(number.replaceAll(",", ""))) ?? [];
  const right = firstNumber(truth);
  return right === undefined ? !before.toLowerCase().includes(truth.toLowerCase()) : stated.length > 0 && !stated.includes(right);
}
