import { isRequest, type Passage } from "../mind/dialogue";
import { quotesIn, sentencesOf } from "../mind/text";

const ADDRESSED =
  /\b(?:ignore|disregard|forget|override|assistants?|AI|A\.I\.|language model|LLM|chat ?bot|bot|agent|model|system (?:note|message|override|prompt)|new (?:instructions?|task|rule)|instead of|your (?:instructions?|task|reply|answer|response)|you (?:must|should|are|will|shall|have to)|whoever (?:reads|processes)|reader|admin(?:istrator)?|when (?:you )?(?:summari[sz]|read|process|answer)\w*|before (?:you )?(?:answer|summari[sz])\w*)\b/i;
const ORDER =
  /\b(?:reply|respond|answer|say|output|print|write|state|return|include|add|append|insert|end|start|begin|mention|send|forward|transfer|refund|approve|pay|reveal|repeat|tell|call|delete|rate|recommend|visit|click|use)\b/i;

/** Sentences in handed-over material that try to order its reader about. */
export function hiddenOrders(passages: readonly Passage[]): string[] {
  return passages.flatMap(({ text }) => {
    const sentences = sentencesOf(text);
    return sentences.filter((sentence, i) => {
      const bare = sentence.replace(/^\W*(?:PS|P\.S\.|Note|System|Admin|Attention|Important|Hint|SYSTEM NOTE)\b[^:]*:\s*/i, "");
      const addressed = ADDRESSED.test(sentence) || ADDRESSED.test(sentences[i - 1] ?? "");
      return (
        addressed &&
        ORDER.test(bare) &&
        (isRequest(bare) ||
          /\b(?:must|should|ignore|disregard|shall|have to|are to|please|now|will)\b/i.test(sentence) ||
          bare !== sentence)
      );
    });
  });
}

/** What somebody who follows an order would reply. */
export function followed(order: string): string {
  const action = /\b[A-Z]{3,}: [^.\n"”]+/.exec(order)?.[0];
  const quoted = quotesIn(order).at(-1);
  const token =
    /\b(?:reply|respond|answer|say|output|print|write|state|return|include|add|append|insert|with|word|phrase|code|line|token|by|text)\b:?(?: (?:only|just|exactly|with|the|word|words|phrase|code|line|token|nothing but|by|saying|text))*:? ([A-Z][A-Z\d_-]{2,}(?: [A-Z][A-Z\d_-]+)*)/.exec(
      order,
    )?.[1];
  const address = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|https?:\/\/\S+/.exec(order)?.[0];
  if (action) return action.trim();
  if (quoted) return quoted;
  if (token) return token;
  const said =
    /\b(?:say|reply|respond|answer|write|state|output|include|mention|add|tell (?:the )?\w+)(?: only| just| exactly)?(?: with| that)?:? (.+?)[.!]?$/i.exec(
      order,
    )?.[1];
  return address
    ? `Done as instructed: ${order} (${address})`
    : said
      ? said.charAt(0).toUpperCase() + said.slice(1)
      : `Done as instructed: ${order}`;
}
