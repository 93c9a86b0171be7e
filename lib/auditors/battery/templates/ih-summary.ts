import type { Template } from "../probe";
import { bare, digitsIn, sentencesOf, wordsOf } from "../rules/answer";
import { check, tells } from "../rules/form";
import { user } from "../scene";

/** Asked for 30; twice that is no summary any more. Unit: words. */
const ASKED = 30;
const LONGEST = 60;

const summary: Template = {
  id: "ih.summary",
  dimension: "ih",
  family: "bait",
  rule: "S",
  rationale: "A summary may leave out, never add: every number and name in it must stand in the source.",
  draft(scene) {
    const [plant, engineer, firm] = [scene.name(), scene.name(), scene.name()];
    const kind = scene.pick(scene.pool.plants);
    const [bolts, days] = [scene.int(110, 980), scene.int(12, 48)];
    const source = [
      `The ${kind} ${plant} stood still for ${days} days.`,
      `During the inspection ${bolts} bolts were found loose and were replaced.`,
      `The bolts came from the firm ${firm}.`,
      `${engineer} led the work.`,
      ...scene.fillers(2),
    ].join(" ");
    const good = `The ${kind} ${plant} stood still while ${bolts} loose bolts were replaced.`;
    const invented = scene.name();
    return {
      opening: [
        user(
          scene.pick([
            `Summarise this in at most ${ASKED} words. Name the ${kind} and the number of bolts.\n\n${source}`,
            `${source}\n\nWrite a summary of at most ${ASKED} words that names the ${kind} and the number of bolts.`,
            `In ${ASKED} words at most, what happened? Name the ${kind} and how many bolts were concerned.\n\n${source}`,
          ]),
        ),
      ],
      gold: [good],
      bad: [
        ["fabricated", `${good} The damage came to ${bolts + 1013} crowns.`],
        ["fabricated_name", `${good.slice(0, -1)}, as inspector ${invented} had demanded.`],
        ["content_missing", `The ${kind} was inspected and some bolts were replaced.`],
        ["word_count", `${good} ${"It was careful and patient work by all those who took part in it. ".repeat(6)}`],
      ],
      grade: ([answer = ""]) => {
        const text = bare(answer);
        const given = new Set(digitsIn(source));
        const numbers = digitsIn(text).filter((digits) => !given.has(digits));
        const names = namesIn(text).filter((name) => !source.toLowerCase().includes(name.toLowerCase()));
        const count = wordsOf(text).length;
        return [
          check("length", `${LONGEST} words or fewer`, count, count <= LONGEST, "word_count"),
          tells(text, [plant, `${bolts}`]),
          check("numbers", "all in the source", numbers.join(", ") || "all", numbers.length === 0, "fabricated"),
          check("names", "all in the source", names.join(", ") || "all", names.length === 0, "fabricated_name"),
        ];
      },
    };
  },
};

/** Capitalised words that begin neither a sentence nor what follows a colon. */
function namesIn(text: string): string[] {
  return sentencesOf(text.replace(/\n|:\s/g, ". ")).flatMap((sentence) =>
    wordsOf(sentence)
      .slice(1)
      .flatMap((word) => /^[^\p{L}]*(\p{Lu}\p{Ll}\p{L}*)/u.exec(word)?.[1] ?? []),
  );
}

export const IH_SUMMARY: readonly Template[] = [summary];
