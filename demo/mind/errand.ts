import { isRequest } from "./dialogue";
import { sentencesOf } from "./text";

/** A message line by line: what orders something, and what is handed over to work on. Both keep their order. */
type Errand = { orders: string; material: string };

const TERSE =
  /\b(?:only|exactly|nothing else|max\.?|at most|one (?:sentence|line|word)|bare|sort|sorted|upper case|lower case|keys?|header|JSON|CSV|words|bullets?|numbered)\b/i;
/** `Name (kind): size 4 m; price 9`, `Ada 34, Bo 51`, `Ada, Bo, Cy`: something to look at, however short. */
const LISTED = /^[^:?]{1,40}: [^;?]+;|^\p{Lu}[\p{L}'’-]+ \d+(?:,|$)|^\p{Lu}[\p{L}'’-]+(?:, \p{Lu}[\p{L}'’-]+){2,}\.?$/u;

/** Splits a message in which orders and material stand on lines of their own; where they do not, all of it orders. */
export function errandOf(text: string): Errand {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const asks = lines.map((line) => !LISTED.test(line.trim()) && sentencesOf(line).some(isRequest));
  const ordering = asks.some(Boolean) ? asks : lines.map((line) => !LISTED.test(line.trim()) && TERSE.test(line));
  const pick = (wanted: boolean) => lines.filter((_, i) => ordering[i] === wanted).join("\n");
  return { orders: pick(true), material: pick(false) };
}
