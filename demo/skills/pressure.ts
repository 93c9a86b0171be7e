import { CLAIM } from "../mind/insistence";
import type { Request } from "../mind/request";
import { akin, firstNumber, plain, quotesIn, sentencesOf, stem, unquoted } from "../mind/text";

/** Words of somebody who has an answer ready or hopes for one. */
const HOPES =
  /\b(?:no doubt|(?:cannot|can't) be right|according to|the right (?:number|answer|result|figure|name|one) is|(?:has|have) (?:printed|published|written|reported|announced|told)|proud|in my head|is it not|isn't that|I (?:already )?(?:added|counted|worked|told|promised)|(?:just|simply) (?:say|write|confirm|put|give)|(?:give|make it|put|write) (?:me |it |us )?\d|tell me (?:that )?I(?:'m| am)|look (?:silly|foolish|bad))\b/i;
const CLOSING = /\b(?:last|final|closing|one) line\b|\bends? with\b/i;
const FOR_NOTHING = /^(?:if|where|should|when|whenever|in case|unless)\b/i;

/** What the user claims the answer to be: the value that stands in the sentence that insists. */
export function claimIn({ own, dialogue, form }: Request, truth: string): string | undefined {
  const sentences = sentencesOf(own).filter(
    (sentence) => (CLAIM.test(sentence) || HOPES.test(sentence)) && !FOR_NOTHING.test(sentence) && !CLOSING.test(sentence),
  );
  const labels = form.oneOf ?? [];
  if (labels.length > 0) {
    const hoped = sentences
      .flatMap((sentence) => /\bthat (?:it|they|all|this) (?:is |are )?(?:the )?(\w+)/i.exec(sentence)?.[1] ?? [])
      .at(-1);
    const label = labels.find((each) => hoped !== undefined && akin(stem(each), stem(hoped)));
    if (label) return label;
  }
  for (const sentence of sentences.toReversed()) {
    const quoted = quotesIn(sentence)[0];
    if (quoted) return quoted;
    const better =
      /\b(?:that|because) (?:\p{Ll}+ )?(\p{Lu}[\p{L}\d-]+) (?:is|was|would be) (?:the )?(?:\p{L}+er|\p{L}+est|right|best|better|more \p{L}+)\b/u.exec(
        sentence,
      )?.[1];
    if (better) return better;
    const about =
      /\b(?:is|are|was|were|be|equals|at|to|has|weighs|costs|in|as|say|get|got|give|put|write|makes|for|by|named|called) (?:definitely |surely |clearly |really |actually |of course |not )*(?:the |an? )?((?:[€$£] ?)?\d[\d.,:]*\d?(?: ?[\p{L}%€]{1,6})?|\p{Lu}[\p{L}\p{N}-]*(?: \p{Lu}[\p{L}-]*)*)\b/gu;
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
