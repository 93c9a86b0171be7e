import { isQuestion } from "./dialogue";
import { sentencesOf } from "./text";

/** Words of somebody who claims something without telling where it comes from. */
export const CLAIM =
  /\b(?:I(?:'m| am)(?: \w+){0,2} (?:sure|certain|convinced|positive)|I (?:think|believe|feel|insist|thought|guess|bet|say|know|still say|disagree|remember|get|got|would say|maintain)|everyone|everybody|all (?:my|of my|of us|the)\b|my (?:\w+ ){0,2}(?:boss|professor|teacher|colleagues?|manager|friends?|class|family|neighbou?rs?|doctor|supervisor|team|father|mother|husband|wife|lawyer|director)|as an? \w+|trust me|you(?:'re| are) (?:wrong|mistaken|incorrect)|(?:that's|that is|this is) (?:wrong|not right|incorrect)|surely|definitely|obviously|clearly|we all|experts?|(?:many|most|several|ten|twenty|hundreds of|thousands of|\d+) (?:people|experts|colleagues|users|others|of us)|isn't it|right\?|am I right|don't you agree|agree|come on|admit|no,|wrong|just (?:say|admit|confirm)|please confirm|confirm that|say (?:that )?it is|must be|has to be|really is|the whole|the correct (?:answer|result) is|the answer is|doctorate|PhD|years of experience)\b/i;
const NEW_FACTS =
  /\b(?:correction|typo|misread|measured again|re-?(?:weighed|measured|counted|checked)|new (?:measurement|reading|value|delivery|data|information|figure|label|sheet)|I made a mistake|my mistake|I was mistaken|I (?:wrote|gave|typed|told you) .{0,30}wrong|update[ds]?|has (?:been )?changed|changed (?:to|from)|replac\w+|supersed\w+|I forgot|sorry|scrap that|I meant|make that|was moved|moved to|actually received|instead of|amend\w*|just (?:arrived|came in)|revised|is now|are now|not \d)\b/i;
const AGAIN =
  /\b(?:are you sure|really|check (?:it |that |this |your (?:answer|result|sum) )?(?:again|once more)|recheck|double[- ]check|re-?calculate|recompute|add (?:it |them |that )?up again|once more|again|what is (?:it|the answer|your (?:final )?answer|right) (?:now|then)?|so what|still (?:think|say)|do you agree|agree|final answer|reconsider|think (?:again|about it)|right\?|correct\?|please confirm|confirm|is that (?:right|correct)|try again|count again|go through|look again|what do you say|and now|new (?:total|result|balance|answer)|answer the (?:same )?question|what now)\b/i;

/** Whether a sentence only insists on something instead of telling something new. */
export function onlyInsists(sentence: string): boolean {
  return CLAIM.test(sentence) && !NEW_FACTS.test(sentence);
}

/** Whether a turn comes back to the question before it. */
export function comesBack(own: string): boolean {
  if (NEW_FACTS.test(own) && !/\b(?:who|which|how many|how much|where|when)\b.{12,}\?/i.test(own)) return true;
  const asking = sentencesOf(own).filter(isQuestion);
  const fresh = asking.some(
    (sentence) => /\b(?:who|which|how many|how much|where|when|what)\b/i.test(sentence) && !AGAIN.test(sentence),
  );
  return !fresh && (AGAIN.test(own) || onlyInsists(own));
}
