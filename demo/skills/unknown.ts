import type { Finding, Request } from "../mind/request";

/** What is left to say where nothing is stated and nothing is known. */
export function unknown({ dialogue, knowledge, form }: Request): Finding {
  const given = dialogue.passages.length > 0 || knowledge.facts.some((fact) => fact.turn >= 0);
  const short = form.unknown ?? (given ? "not stated" : "unknown");
  const sentence = given
    ? "This is not stated in what I was given, so it is unknown to me."
    : "I do not know this: it is unknown to me, and I will not guess.";
  return { kind: "unknown", short, sentence: form.unknown ? `${form.unknown}` : sentence };
}
