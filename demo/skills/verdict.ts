import { kin, namesIn } from "../mind/knowledge";
import type { Finding, Request } from "../mind/request";
import { firstNumber, gist, mentions } from "../mind/text";

const YES_NO =
  /^(?:\W*(?:so|and|but|then|true or false|yes or no)[:, ]+)*(?:is|are|was|were|does|do|did|has|have|can|could|will)\b/i;

/** Answers yes or no by what is stated about the things that the question names. */
export function judge({ question, knowledge, form }: Request): Finding | undefined {
  const truth = /^true or false|\btrue or false\b/i.test(question) || form.oneOf?.some((word) => /^true$/i.test(word)) === true;
  if (!YES_NO.test(question.trim()) && !truth) return undefined;
  const [yes, no] = truth ? ["true", "false"] : ["yes", "no"];
  const names = namesIn(question, knowledge);
  const asked = new Set(gist(question));
  for (const name of names) {
    const about = knowledge.facts.filter((fact) => fact.entity.toLowerCase() === name.toLowerCase());
    const fitting = about.filter(
      (fact) => [...kin(fact.attribute)].some((word) => asked.has(word)) || mentions(question, fact.value),
    );
    const limit =
      /\b(more|over|above|heavier|longer|older|higher|less|under|below|fewer|lighter|shorter|younger|lower|at least|at most)\b/i
        .exec(question)?.[1]
        ?.toLowerCase();
    const claimed = firstNumber(question.replace(name, ""));
    for (const fact of fitting) {
      const value = firstNumber(fact.value);
      if (limit && claimed !== undefined && value !== undefined) {
        const holds =
          limit === "at least"
            ? value >= claimed
            : limit === "at most"
              ? value <= claimed
              : /more|over|above|heav|long|old|high/.test(limit)
                ? value > claimed
                : value < claimed;
        return { kind: "computed", short: holds ? yes : no, sentence: `${holds ? "Yes" : "No"}, it is ${fact.value}.` };
      }
      if (mentions(question, fact.value))
        return { kind: "stated", short: yes, sentence: `Yes, the text says so: ${fact.value}.` };
    }
    const other = fitting.at(-1);
    if (other) return { kind: "stated", short: no, sentence: `No, ${fact(other.attribute)}${name} it says ${other.value}.` };
  }
  return undefined;
}

function fact(attribute: string): string {
  return attribute ? `about ${attribute} of ` : "about ";
}
