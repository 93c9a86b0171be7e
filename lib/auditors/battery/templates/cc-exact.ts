import type { Template } from "../probe";
import { bare, hasToken, linesOf, wordsOf } from "../rules/answer";
import { check, equals } from "../rules/form";
import {
  atLevel,
  entryOf,
  labelOf,
  labelsOf,
  listed,
  sheetFacts,
  sheetOf,
  stockFacts,
  stockList,
  TRAITS,
  type Trait,
} from "./sheet";

const NUMERIC: readonly Trait[] = ["mass", "stock"];

const json: Template = {
  id: "cc.json",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "The commonest contract between programs: an object that parses, with these keys and no prose around it.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const traits = [scene.pick(NUMERIC), ...scene.some(["maker", "colour", "dock"] as const, 2)];
    const keys = labelsOf(scene, traits);
    const gold = Object.fromEntries(
      traits.map((trait) => [labelOf(scene, trait), NUMERIC.includes(trait) ? Number(sheet.traits[trait]) : sheet.traits[trait]]),
    );
    const text = JSON.stringify(gold);
    return {
      opening: atLevel(
        scene,
        {
          terse: `JSON object only. Keys ${keys}. Numbers bare.`,
          plain: `Give ${keys} of ${sheet.name} as a JSON object with exactly these keys. Numbers are bare, without unit. Reply with the object only.`,
          wordy: `we need ${keys} of ${sheet.name} as a JSON object which has exactly these keys, writes numbers as numbers without a unit, and stands alone in your reply.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [text],
      bad: [
        ["not_json", `Sure! Here you go:\n${text}`],
        ["not_json", traits.map((trait) => entryOf(scene, sheet, trait)).join("\n")],
        ["json_content", JSON.stringify({ ...gold, name: sheet.name })],
        ["json_content", JSON.stringify(Object.fromEntries(Object.entries(gold).map(([key, told]) => [key, `${told}`])))],
        ["json_content", `{"status": "ok"}`],
      ],
      grade: ([answer = ""]) => {
        const parsed = objectIn(bare(answer));
        if (parsed === null) return [check("parses", "a JSON object", bare(answer).slice(0, 80), false, "not_json")];
        const equal =
          Object.keys(parsed).length === traits.length && Object.entries(gold).every(([key, told]) => parsed[key] === told);
        return [check("keys, types, values", text, bare(answer), equal, "json_content")];
      },
    };
  },
};

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const bullets: Template = {
  id: "cc.bullets",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "A list with a given marker and length goes straight into a slide; a heading above it or an essay in it does not.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const traits = scene.some(TRAITS, scene.int(2, 4));
    const longest = scene.int(4, 7);
    const labels = labelsOf(scene, traits);
    const lines = traits.map((trait) => `- ${entryOf(scene, sheet, trait)}`);
    return {
      opening: atLevel(
        scene,
        {
          terse: `${traits.length} bullets "- ", max ${longest} words each: ${labels}. One each, nothing else.`,
          plain: `List ${labels} of ${sheet.name} as ${traits.length} bullets, one for each. Each bullet starts with "- " and has at most ${longest} words. Write nothing else.`,
          wordy: `give us ${labels} of ${sheet.name} as a list of ${traits.length} bullets, one for each, every one of them starting with "- " and no longer than ${longest} words, and with nothing around the list.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [lines.join("\n")],
      bad: [
        ["bullets", `Sure! Here you go:\n${lines.join("\n")}`],
        ["bullets", lines.map((line) => line.replace("- ", "* ")).join("\n")],
        ["bullets", lines.map((line) => `${line} as far as we have been told by the people there`).join("\n")],
        ["bullets", `- ${lines.map((line) => line.slice(2)).join(", ")}`],
        ["content_missing", traits.map((trait) => `- the ${labelOf(scene, trait)}`).join("\n")],
      ],
      grade: ([answer = ""]) => {
        const found = linesOf(bare(answer));
        const formed =
          found.length === traits.length && found.every((line) => /^- \S/.test(line) && wordsOf(line).length <= longest);
        const once = traits.every((trait) => found.filter((line) => hasToken(line, sheet.traits[trait])).length === 1);
        return [
          check("bullets", `${traits.length} lines "- …", ${longest} words at most`, found.join(" / "), formed, "bullets"),
          check("content", "each value in exactly one bullet", once ? "yes" : "no", once, "content_missing"),
        ];
      },
    };
  },
};

const csv: Template = {
  id: "cc.csv",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "A table with a header and an order is read by a program that knows no politeness.",
  draft(scene) {
    const rows = stockList(scene);
    const falling = scene.chance(0.5);
    const sorted = rows.toSorted((a, b) => (falling ? b.stock - a.stock : a.stock - b.stock));
    const text = ["item,stock", ...sorted.map(({ name, stock }) => `${name},${stock}`)].join("\n");
    const order = falling ? "largest stock first" : "smallest stock first";
    return {
      opening: atLevel(
        scene,
        {
          terse: `CSV only. Header item,stock. Sort: ${order}.`,
          plain: `Give the list as CSV with the header item,stock and the ${order}. Reply with the CSV only, without spaces.`,
          wordy: `turn what is said below about stock into CSV under the header item,stock, with the ${order}, without spaces, and with nothing but the CSV in your reply.`,
        },
        stockFacts(rows),
      ),
      gold: [text],
      bad: [
        ["not_exact", `Here is the CSV:\n${text}`],
        ["not_exact", ["item,stock", ...sorted.toReversed().map(({ name, stock }) => `${name},${stock}`)].join("\n")],
        ["not_exact", text.replace("item,stock\n", "")],
      ],
      grade: equals(bare, text),
    };
  },
};

const filter: Template = {
  id: "cc.filter",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "Select, sort, join: three small steps that are each visible in one line.",
  draft(scene) {
    const rows = stockList(scene);
    const limit = (rows.toSorted((a, b) => b.stock - a.stock)[scene.int(2, 3)]?.stock ?? 0) + 0;
    const names = rows
      .filter(({ stock }) => stock > limit)
      .map(({ name }) => name)
      .sort();
    const text = names.join("; ");
    return {
      opening: atLevel(
        scene,
        {
          terse: `Names with stock over ${limit}, A to Z, one line, joined "; ". Only that.`,
          plain: `Which names have a stock over ${limit}? Reply with these names only, from A to Z, on one line, joined by "; ".`,
          wordy: `pick out the names whose stock is over ${limit} and send them from A to Z on one line, joined by "; ", without another word.`,
        },
        stockFacts(rows),
      ),
      gold: [text],
      bad: [
        ["not_exact", `The names are: ${text}`],
        ["not_exact", names.join(", ")],
        ["not_exact", names.toReversed().join("; ")],
        [
          "not_exact",
          rows
            .map(({ name }) => name)
            .sort()
            .join("; "),
        ],
      ],
      grade: equals((answer) => bare(answer).replace(/\.$/, ""), text),
    };
  },
};

const label: Template = {
  id: "cc.label",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "Classification into given words: any other word, however sensible, falls out of the switch that reads it.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const stock = Number(sheet.traits.stock);
    const names = scene.names(3) as [string, string, string];
    const place = scene.int(0, 2);
    const gap = scene.int(40, 90);
    const low = stock + [scene.int(7, 60), -scene.int(7, gap - 7), -gap - scene.int(7, 60)][place]!;
    const high = low + gap;
    const gold = names[place] as string;
    return {
      opening: atLevel(
        scene,
        {
          terse: `Stock under ${low}: ${names[0]}. ${low} to ${high}: ${names[1]}. Over ${high}: ${names[2]}. One word only.`,
          plain: `Label ${sheet.name} by its stock: under ${low} it is ${names[0]}, from ${low} to ${high} it is ${names[1]}, over ${high} it is ${names[2]}. Reply with one word only.`,
          wordy: `sort ${sheet.name} by its stock, where under ${low} counts as ${names[0]}, anything from ${low} to ${high} as ${names[1]} and everything over ${high} as ${names[2]}, and answer with that one word alone.`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [gold],
      bad: [
        ["not_exact", `The label is ${gold}`],
        ["not_exact", names[(place + 1) % 3] as string],
        ["not_exact", listed(names)],
      ],
      grade: equals((answer) => bare(answer).replace(/\.$/, "").toLowerCase(), gold.toLowerCase()),
    };
  },
};

const fill: Template = {
  id: "cc.fill",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "A form is filled in, not improved: every character outside the gaps belongs to somebody else.",
  draft(scene) {
    const sheet = sheetOf(scene);
    const code = scene.code();
    const [a, b] = scene.some(TRAITS, 2) as [Trait, Trait];
    const [first, second] = [labelOf(scene, a), labelOf(scene, b)];
    const form = `Ref ${code} / ${first} {${first}} / ${second} {${second}} / END`;
    const gold = `Ref ${code} / ${first} ${sheet.traits[a]} / ${second} ${sheet.traits[b]} / END`;
    return {
      opening: atLevel(
        scene,
        {
          terse: `Fill, change nothing else: ${form}`,
          plain: `Fill in this form for ${sheet.name}, change nothing else and reply with the filled form only:\n${form}`,
          wordy: `fill in the following form for ${sheet.name} so that only what stands in braces is replaced, braces included, and send back that one line: ${form}`,
        },
        sheetFacts(scene, sheet),
      ),
      gold: [gold],
      bad: [
        ["not_exact", `Sure! ${gold}`],
        ["not_exact", form],
        ["not_exact", gold.replace(" / END", "")],
        ["not_exact", gold.replace(sheet.traits[a], "unknown")],
      ],
      grade: equals((answer) => bare(answer).replace(/(\d) ?(?:kg|pieces)(?= \/)/g, "$1"), gold),
    };
  },
};

const recase: Template = {
  id: "cc.recase",
  dimension: "cc",
  family: "level",
  rule: "F",
  rationale: "Three mechanical changes at once; doing two of them is the usual slip.",
  draft(scene) {
    const names = scene.names(5);
    const numbered = (list: readonly string[]) => list.map((name, i) => `${i + 1}. ${name}`).join("\n");
    const turned = names.toReversed();
    const gold = numbered(turned.map((name) => name.toUpperCase()));
    return {
      opening: atLevel(
        scene,
        {
          terse: "Names only, UPPER CASE, reverse order, numbered 1. 2. 3.",
          plain:
            "Repeat the list of names in UPPER CASE and in reverse order, one to a line, numbered 1. 2. 3. and so on. Reply with the list only.",
          wordy:
            "send back the list of names written in UPPER CASE and turned around so that the last comes first, one to a line and numbered 1. 2. 3. and so on, with no other line in it.",
        },
        { terse: names.join(", "), sentences: [`The list reads: ${names.join(", ")}.`] },
      ),
      gold: [gold],
      bad: [
        ["not_exact", `Here you go:\n${gold}`],
        ["not_exact", numbered(turned)],
        ["not_exact", numbered(names.map((name) => name.toUpperCase()))],
        ["not_exact", turned.map((name) => name.toUpperCase()).join("\n")],
      ],
      grade: equals((answer) => linesOf(bare(answer)).join("\n"), gold),
    };
  },
};

export const CC_EXACT: readonly Template[] = [json, bullets, csv, filter, label, fill, recase];
