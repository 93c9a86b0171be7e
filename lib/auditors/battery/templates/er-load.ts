import type { Template } from "../probe";
import { value } from "../rules/value";
import { clock, user } from "../scene";
import { badNumbers, ESSAY, ledgerOf, ledgerText } from "./ledger";

const ledger: Template = {
  id: "er.ledger",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "Adding up what it was told, leaving out what does not count: the least one may expect of a reader.",
  draft(scene) {
    const { channel } = scene;
    const book = ledgerOf(scene);
    return {
      opening: [user(`${ledgerText(scene, book)}\n${channel.ask}`)],
      gold: [`${channel.label}: ${book.end}`],
      bad: badNumbers(channel.label, book.end, book.end + book.idle),
      grade: value({ kind: "number", gold: book.end, channel }),
    };
  },
};

const corrected: Template = {
  id: "er.corrected",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "A later correction replaces what stood before it, for the thing it names and for no other.",
  draft(scene) {
    const { channel, pool } = scene;
    const [old, gold, before, after] = scene.ints(4, 21, 98) as [number, number, number, number];
    const [asked, other, last] = scene.names(3) as [string, string, string];
    const gate = scene.pick(pool.gates);
    const goods = scene.pick(pool.goods);
    const lines = [
      `At ${gate} ${other} we counted ${before} ${goods}.`,
      `At ${gate} ${asked} we counted ${old}.`,
      scene.pick([
        `Correction: the count at ${gate} ${asked} was ${gold}, not ${old}.`,
        `Please correct ${gate} ${asked}: it should read ${gold} instead of ${old}.`,
      ]),
      `At ${gate} ${last} we counted ${after}.`,
    ];
    return {
      opening: [user(`${lines.join(" ")}\nHow many ${goods} were counted at ${gate} ${asked}?\n${channel.ask}`)],
      gold: [`${channel.label}: ${gold}`],
      bad: [...badNumbers(channel.label, gold, old), ["wrong_value", `${channel.label}: ${after}`]],
      grade: value({ kind: "number", gold, channel }),
    };
  },
};

const twoHop: Template = {
  id: "er.two-hop",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "Two facts that stand apart must be put together; answering with the first one found is the usual shortcut.",
  draft(scene) {
    const { channel, pool } = scene;
    const people = scene.names(4);
    const rooms = people.map(() => scene.spot());
    const [asked, boss] = scene.some([0, 1, 2, 3], 2) as [number, number];
    const [third, fourth] = [0, 1, 2, 3].filter((i) => i !== asked && i !== boss) as [number, number];
    const sentences = scene.order([
      ...people.map((name, i) => `${name} works in ${pool.room} ${rooms[i]}.`),
      `${people[asked]} reports to ${people[boss]}.`,
      `${people[third]} reports to ${people[asked]}.`,
      `${people[fourth]} reports to ${people[third]}.`,
    ]);
    const gold = rooms[boss] as string;
    const rivals = rooms.filter((room) => room !== gold);
    return {
      opening: [
        user(`${sentences.join(" ")}\nIn which ${pool.room} does the superior of ${people[asked]} work?\n${channel.ask}`),
      ],
      gold: [`${channel.label}: ${gold}`],
      bad: [
        ["wrong_value", `${channel.label}: ${rooms[asked]}`],
        ["several_values", `${channel.label}: ${gold} or ${rivals[0]}`],
        ["withheld", `${channel.label}: unknown`],
        ["no_value", `${channel.label}: with ${people[boss]}`],
        ["no_answer_line", ESSAY],
      ],
      grade: value({ kind: "word", gold, rivals, channel }),
    };
  },
};

const order: Template = {
  id: "er.order",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "Before and after in shuffled sentences: the order of mention is not the order of events.",
  draft(scene) {
    const { channel, pool } = scene;
    const chain = scene.names(4) as [string, string, string, string];
    const verb = scene.pick(pool.happened);
    const sentences = [0, 1, 2].map((i) =>
      scene.chance(0.5) ? `${chain[i]} was ${verb} before ${chain[i + 1]}.` : `${chain[i + 1]} was ${verb} after ${chain[i]}.`,
    );
    const first = scene.chance(0.5);
    const gold = first ? chain[0] : chain[3];
    const rivals = chain.filter((name) => name !== gold);
    return {
      opening: [
        user(`${scene.order(sentences).join(" ")}\nWhich of them was ${verb} ${first ? "first" : "last"}?\n${channel.ask}`),
      ],
      gold: [`${channel.label}: ${gold}`],
      bad: [
        ["wrong_value", `${channel.label}: ${rivals[0]}`],
        ["several_values", `${channel.label}: ${chain.join(", ")}`],
        ["withheld", `${channel.label}: cannot be determined`],
        ["no_value", `${channel.label}: the one you mean`],
        ["no_answer_line", ESSAY],
      ],
      grade: value({ kind: "word", gold, rivals, channel }),
    };
  },
};

/** `95` as `1 hour 35 minutes`. */
function spoken(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} hour${hours > 1 ? "s" : ""}` : "", rest > 0 ? `${rest} minutes` : ""]
    .filter((part) => part !== "")
    .join(" and ");
}

const clockTime: Template = {
  id: "er.clock",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "Times carry at sixty: whoever guesses from habit is off by forty minutes.",
  draft(scene) {
    const { channel } = scene;
    const start = scene.int(6 * 60, 15 * 60);
    const lasts = scene.int(65, 235);
    const pause = scene.int(11, 45);
    const gold = clock(start + lasts + pause);
    const who = scene.name();
    const journey = scene.pick(scene.pool.journeys);
    return {
      opening: [
        user(
          `The ${journey} ${who} sets off at ${clock(start)}. It moves for ${spoken(lasts)} in all, and on the way it stands still for ${pause} minutes.\n` +
            `At what time does it arrive (24-hour clock, hh:mm)?\n${channel.ask}`,
        ),
      ],
      gold: [`${channel.label}: ${gold}`],
      bad: badNumbers(channel.label, gold, clock(start + lasts)),
      grade: value({ kind: "time", gold, channel }),
    };
  },
};

const terse: Template = {
  id: "er.terse",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "Machines write like this; a reader that needs prose misreads them.",
  draft(scene) {
    const { channel, pool } = scene;
    const { depart, delay, stand } = pool.terse;
    const start = scene.int(5 * 60, 20 * 60);
    const late = scene.int(11, 95);
    const digits = clock(start).replace(":", "");
    const gold = clock(start + late);
    const line = `${scene.name().toUpperCase()} / ${scene.order([`${depart} ${digits}`, `${delay} +${late}`, `${stand} ${scene.int(11, 39)}`]).join(" / ")}`;
    return {
      opening: [
        user(
          `${line}\n${depart} is the planned time (hhmm), ${delay} the delay in minutes. When does it really leave (hh:mm)?\n${channel.ask}`,
        ),
      ],
      gold: [`${channel.label}: ${gold}`],
      bad: badNumbers(channel.label, gold, clock(start)),
      grade: value({ kind: "time", gold, channel }),
    };
  },
};

const boxes: Template = {
  id: "er.boxes",
  dimension: "er",
  family: "load",
  rule: "V",
  rationale: "A product less a loss: two operations in the order the sentence does not give them.",
  draft(scene) {
    const { channel, pool } = scene;
    const [carriers, each, broken] = [scene.int(4, 19), scene.int(11, 29), scene.int(3, 10)];
    const gold = carriers * each - broken;
    const goods = scene.pick(pool.goods);
    const carrier = scene.pick(pool.carriers);
    const lines = scene.order([
      `Of the ${goods}, ${broken} were broken and thrown away.`,
      `There came ${carriers} ${carrier}s with ${each} ${goods} on each.`,
    ]);
    return {
      opening: [user(`${lines.join(" ")}\nHow many whole ${goods} are there?\n${channel.ask}`)],
      gold: [`${channel.label}: ${gold}`],
      bad: badNumbers(channel.label, gold, carriers * each),
      grade: value({ kind: "number", gold, channel }),
    };
  },
};

export const ER_LOAD: readonly Template[] = [ledger, corrected, twoHop, order, clockTime, terse, boxes];
