import type { Template } from "../probe";
import { bare, linesOf, sentencesOf, wordsOf } from "../rules/answer";
import { check, tells, varied } from "../rules/form";
import { atLevel, entryOf, labelsOf, sheetFacts, sheetOf, TRAITS } from "./sheet";

const PADDING =
  "and it serves well in daily work through every season with little care from early morning until late at night".split(" ");

const words: Template = {
  id: "cc.words",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "A length limit is kept or it is not: text that overruns its field is cut off by whoever prints it.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const low = scene.int(14, 18);
    const high = low + scene.int(5, 8);
    const traits = scene.some(TRAITS, 2);
    const [labels, values] = [labelsOf(scene, traits), traits.map((trait) => sheet.traits[trait])];
    const start = `${sheet.name} has ${traits.map((trait) => entryOf(scene, sheet, trait)).join(" and ")}`;
    const filled = (count: number) => `${[...start.split(" "), ...PADDING].slice(0, count).join(" ")}.`;
    return {
      opening: atLevel(
        scene,
        {
          terse: `Blurb, ${low}-${high} words. Must give ${labels}. Blurb only.`,
          plain: `Write a description of ${sheet.name} in ${low} to ${high} words. It must state ${labels}. Reply with the description only.`,
          wordy: `we would be glad of a description of ${sheet.name} that has at least ${low} and at most ${high} words and in which ${labels} can be read, and of nothing besides it.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [filled(low + 2)],
      bad: [
        ["word_count", `${filled(22)} ${filled(22)}`],
        ["word_count", `${values.join(" ")}.`],
        ["content_missing", `${[sheet.name, ...PADDING].slice(0, low + 1).join(" ")}.`],
        [
          "degenerate",
          `${sheet.name} ${values.join(" ")} ${"very ".repeat(low)}good`
            .split(" ")
            .slice(0, low + 2)
            .join(" "),
        ],
      ],
      grade: ([answer = ""]) => {
        const text = bare(answer);
        const count = wordsOf(text).length;
        return [
          check("words", `${low}-${high}`, count, count >= low && count <= high, "word_count"),
          tells(text, values),
          varied(text),
        ];
      },
    };
  },
};

const COUNTS = ["no", "one", "two", "three", "four"];

const sentences: Template = {
  id: "cc.sentences",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "Counting what one writes is the smallest plan there is; filler around it shows that the count was decoration.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const count = scene.int(2, 4);
    const traits = scene.some(TRAITS, 2);
    const [labels, values] = [labelsOf(scene, traits), traits.map((trait) => sheet.traits[trait])];
    const spoken = [
      ...traits.map((trait) => `We note ${entryOf(scene, sheet, trait)} here.`),
      "It does its work well.",
      "Many people like using this.",
      "Ask at the counter today.",
    ];
    return {
      opening: atLevel(
        scene,
        {
          terse: `Describe. Exactly ${count} sentences, nothing else. Give ${labels}.`,
          plain: `Describe ${sheet.name} in exactly ${count} sentences. State ${labels}. Write nothing else.`,
          wordy: `please tell us about ${sheet.name} in exactly ${COUNTS[count]} sentences, no more and no fewer, among which ${labels} must be stated, and leave out everything else.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [spoken.slice(0, count).join(" ")],
      bad: [
        ["sentence_count", `Sure, here is what you asked for. ${spoken.slice(0, count).join(" ")}`],
        ["sentence_count", `We note ${values.join(" and ")} here.`],
        [
          "content_missing",
          ["This thing works very well.", "People like it a lot.", "Ask at the counter today.", "It never breaks down here."]
            .slice(0, count)
            .join(" "),
        ],
        ["degenerate", Array.from({ length: count }, () => "Cat.").join(" ")],
      ],
      grade: ([answer = ""]) => {
        const text = bare(answer);
        const found = sentencesOf(text);
        const shortest = Math.min(...found.map((sentence) => wordsOf(sentence).length));
        return [
          check("sentences", count, found.length, found.length === count, "sentence_count"),
          check("shortest sentence", "3 words or more", shortest, shortest >= 3, "degenerate"),
          tells(text, values),
          varied(text),
        ];
      },
    };
  },
};

const without: Template = {
  id: "cc.without",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "What must not appear is harder than what must: the forbidden word is the one that comes first to mind.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const traits = scene.some(TRAITS, 2);
    const [labels, values] = [labelsOf(scene, traits), traits.map((trait) => sheet.traits[trait])];
    const good = `${sheet.name} has ${traits.map((trait) => entryOf(scene, sheet, trait)).join(" and ")}.`;
    return {
      opening: atLevel(
        scene,
        {
          terse: `One sentence, no comma, never the word "${sheet.kind}". Give ${labels}.`,
          plain: `Write one sentence that states ${labels} of ${sheet.name}. Use no comma and do not use the word "${sheet.kind}". Write only the sentence.`,
          wordy: `we need a single sentence from you that states ${labels} of ${sheet.name} but contains neither a comma nor the word "${sheet.kind}", without anything before or after it.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [good],
      bad: [
        ["forbidden", `${sheet.name}, our new one, has ${values.join(" and ")}.`],
        ["forbidden", good.replace(" has ", ` is a ${sheet.kind} that has `)],
        ["sentence_count", `Here is the sentence you wanted. ${good}`],
        ["content_missing", `${sheet.name} is a pleasure to own and to use.`],
      ],
      grade: ([answer = ""]) => {
        const text = bare(answer);
        const count = sentencesOf(text).length;
        const typeWord = new RegExp(`(?<!\\p{L})${sheet.kind}s?(?!\\p{L})`, "iu").test(text);
        return [
          check("sentences", 1, count, count === 1, "sentence_count"),
          check("no comma", "none", text.includes(",") ? "a comma" : "none", !text.includes(","), "forbidden"),
          check("type word", `no "${sheet.kind}"`, typeWord ? "used" : "not used", !typeWord, "forbidden"),
          tells(text, values),
          varied(text),
        ];
      },
    };
  },
};

const frame: Template = {
  id: "cc.frame",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "First and last word are where habit (greetings, offers of more help) breaks a stated form.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const [first, last] = scene.names(2) as [string, string];
    const trait = scene.pick(TRAITS);
    const label = labelsOf(scene, [trait]);
    const told = `we note ${entryOf(scene, sheet, trait)} and say`;
    return {
      opening: atLevel(
        scene,
        {
          terse: `Reply: first word ${first}, last word ${last}, in between give ${label}.`,
          plain: `State ${label} of ${sheet.name}. The first word of your reply must be ${first} and the last word must be ${last}.`,
          wordy: `tell us ${label} of ${sheet.name}, and see to it that your reply opens with the word ${first} and closes with the word ${last}.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [`${first} ${told} ${last}.`],
      bad: [
        ["frame", `Sure! ${first} ${told} ${last}.`],
        ["frame", `${first} ${told} ${last}. Let me know if you need more.`],
        ["degenerate", `${first} ${sheet.traits[trait]} ${last}`],
        ["content_missing", `${first} this is what we know ${last}`],
      ],
      grade: ([answer = ""]) => {
        const text = bare(answer);
        const spoken = wordsOf(text).map((word) => word.replace(/[^\p{L}\d]/gu, "").toLowerCase());
        const ends = spoken[0] === first.toLowerCase() && spoken.at(-1) === last.toLowerCase();
        return [
          check("first and last word", `${first} … ${last}`, `${spoken[0]} … ${spoken.at(-1)}`, ends, "frame"),
          check("words", "4 or more", spoken.length, spoken.length >= 4, "degenerate"),
          tells(text, [sheet.traits[trait]]),
          varied(text),
        ];
      },
    };
  },
};

const parts: Template = {
  id: "cc.parts",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "Two parts with a separator feed two different readers: prose for people, a bare number for a machine.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const trait = scene.pick(["mass", "stock"] as const);
    const told = `The maker of ${sheet.name} is ${sheet.traits.maker}.`;
    const number = sheet.traits[trait];
    return {
      opening: atLevel(
        scene,
        {
          terse: `1: one sentence with maker. Then line ===. Then ${trait}, bare number. Nothing else.`,
          plain: `Write one sentence that names the maker of ${sheet.name}, then a line with ===, then the ${trait} as a bare number. Write nothing else.`,
          wordy: `kindly send one sentence in which the maker of ${sheet.name} is named, under it a line that consists of ===, and under that the ${trait} as a bare number without unit, and nothing further.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [`${told}\n===\n${number}`],
      bad: [
        ["parts", `${told} ${number}`],
        ["parts", `Sure! Here you go:\n${told}\n===\n${number}\n===\nAnything else?`],
        ["parts", `${told}\n===\n${number} ${trait === "mass" ? "kg" : "pieces"}`],
        ["content_missing", `The maker is very well known.\n===\n${number}`],
      ],
      grade: ([answer = ""]) => {
        const [above = "", below = "", ...more] = bare(answer).split(/^[ \t]*={3,}[ \t]*$/m);
        const split = above.trim() !== "" && below.trim() !== "" && more.length === 0;
        const prose = sentencesOf(above);
        return [
          check("two parts", "one line ===", split ? "two parts" : "other", split, "parts"),
          check("sentences", 1, prose.length, prose.length === 1 && wordsOf(above).length >= 3, "parts"),
          check("bare number", number, linesOf(below).join(" "), below.trim() === number, "parts"),
          tells(above, [sheet.traits.maker]),
        ];
      },
    };
  },
};

export const CC_PROSE: readonly Template[] = [words, sentences, without, frame, parts];
