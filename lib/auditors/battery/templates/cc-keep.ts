import type { Template } from "../probe";
import { bare } from "../rules/answer";
import { check, tells } from "../rules/form";
import { atLevel, entryOf, labelOf, sheetFacts, sheetOf, TRAITS, type Trait } from "./sheet";

const keep: Template = {
  id: "cc.keep",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "A standing rule outlives the message that gave it; most forget it as soon as the subject changes.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const tag = `#${scene.tag().toLowerCase()}`;
    const [a, b] = scene.some(TRAITS, 2) as [Trait, Trait];
    const [first, second] = [labelOf(scene, a), labelOf(scene, b)];
    const told = (trait: Trait) => `It has ${entryOf(scene, sheet, trait)}.`;
    const followUp = { L1: `And ${second}?`, L2: `And what is the ${second} of ${sheet.name}?` }[scene.facet as string];
    return {
      opening: atLevel(
        scene,
        {
          terse: `Rule: end each reply with ${tag}. Q: ${first}?`,
          plain: `From now on end each of your replies with ${tag}. What is the ${first} of ${sheet.name}?`,
          wordy: `we ask you to end this and each later reply with ${tag}, and to begin by telling us the ${first} of ${sheet.name}.`,
        },
        sheetFacts(scene, sheet),
      ),
      followUps: [followUp ?? `That was kind of you. Somebody here also wondered what the ${second} of ${sheet.name} might be.`],
      gold: [`${told(a)} ${tag}`, `${told(b)} ${tag}`],
      bad: [
        ["rule_dropped", `${told(a)} ${tag}`, told(b)],
        ["rule_dropped", told(a), `${told(b)} ${tag}`],
        ["content_missing", `${told(a)} ${told(b)} ${tag}`, `As I have just told you. ${tag}`],
        ["content_missing", `${told(a)} ${tag}`, `I would have to look that up. ${tag}`],
      ],
      grade: (answers) => [
        ...answers.map((answer, turn) => {
          const kept = bare(answer)
            .replace(/[.!]{1,3}$/, "")
            .toLowerCase()
            .endsWith(tag);
          return check(`reply ${turn + 1} ends with the tag`, tag, kept ? tag : bare(answer).slice(-40), kept, "rule_dropped");
        }),
        tells(answers.at(-1) ?? "", [sheet.traits[b]]),
      ],
    };
  },
};

export const CC_KEEP: readonly Template[] = [keep];
