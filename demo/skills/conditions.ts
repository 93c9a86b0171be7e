import type { Finding, Request } from "../mind/request";
import { overlap, quotesIn, sentencesOf } from "../mind/text";

const CONDITION =
  /\b(?:if|when|whenever) (?:the |a |an |any )?(?:user|customer|someone|somebody|anybody|guest|visitor|caller|person|anyone|people) (?:asks?|wants?|mentions?|writes?|says?|requests?|inquires?)(?: you)?(?: about| for| to| after| whether| anything about)? (.+?), (?:then )?(?:always |only )?(?:reply|answer|say|respond|write)(?: only| exactly| with)*:? (.+)$/i;

/** Replies that the system prompt prescribes for a certain question: "If the user asks about opening hours, reply …". */
export function prescribed({ dialogue, own }: Request): Finding | undefined {
  for (const sentence of sentencesOf(dialogue.system)) {
    const rule = CONDITION.exec(sentence);
    if (!rule || overlap(rule[1] as string, own) < 0.6) continue;
    const text = quotesIn(rule[2] as string)[0] ?? (rule[2] as string).replace(/\.$/, "");
    return { kind: "words", short: text, sentence: text, whole: true };
  }
  return undefined;
}
