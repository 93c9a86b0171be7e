import type { Message } from "../probe";
import { type Scene, user } from "../scene";

export const TRAITS = ["mass", "stock", "maker", "colour", "dock"] as const;
export type Trait = (typeof TRAITS)[number];

/** What CC asks about: an invented product with five traits. Mass in kg, stock in pieces. */
export type Sheet = { name: string; kind: string; traits: Record<Trait, string> };

/** What is known, as a telegram's line and as sentences that can stand in any order. */
type Facts = { terse: string; sentences: readonly string[] };
/** One instruction at the three compression levels; `wordy` goes on after a motive and a comma. */
type Instruction = { terse: string; plain: string; wordy: string };

const FILLERS = 7;

export function sheetOf(scene: Scene): Sheet {
  const [mass, stock] = [scene.int(11, 99), scene.int(110, 990)];
  return {
    name: scene.name(),
    kind: scene.pick(scene.pool.kinds),
    traits: {
      mass: `${mass}`,
      stock: `${stock}`,
      maker: scene.name(),
      colour: scene.pick(scene.pool.colours),
      dock: scene.spot(),
    },
  };
}

/** What a trait is called in this pool. */
export function labelOf(scene: Scene, trait: Trait): string {
  return trait === "dock" ? scene.pool.dock : trait;
}

export function labelsOf(scene: Scene, traits: readonly Trait[]): string {
  return listed(traits.map((trait) => labelOf(scene, trait)));
}

/** `mass 42 kg`, `dock B7`. */
export function entryOf(scene: Scene, sheet: Sheet, trait: Trait): string {
  const unit = { mass: " kg", stock: " pieces", maker: "", colour: "", dock: "" }[trait];
  return `${labelOf(scene, trait)} ${sheet.traits[trait]}${unit}`;
}

export function sheetFacts(scene: Scene, sheet: Sheet): Facts {
  const { name, kind, traits } = sheet;
  const article = /^[aeiou]/.test(kind) ? "an" : "a";
  return {
    terse: `${name} (${kind}): ${scene
      .order(TRAITS)
      .map((trait) => entryOf(scene, sheet, trait))
      .join("; ")}`,
    sentences: [
      `${name} is ${article} ${kind}.`,
      `The mass of ${name} is ${traits.mass} kg.`,
      `There are ${traits.stock} pieces of ${name} in stock.`,
      scene.pick([`The maker of ${name} is ${traits.maker}.`, `${name} is made by ${traits.maker}.`]),
      scene.pick([`The colour of ${name} is ${traits.colour}.`, `${name} comes in the colour ${traits.colour}.`]),
      scene.pick([
        `${name} is kept at ${scene.pool.dock} ${traits.dock}.`,
        `You find ${name} at ${scene.pool.dock} ${traits.dock}.`,
      ]),
    ],
  };
}

/** Five invented names, each with its stock. */
export function stockList(scene: Scene): { name: string; stock: number }[] {
  const stocks = scene.ints(5, 110, 990);
  return scene.names(5).map((name, i) => ({ name, stock: stocks[i] as number }));
}

export function stockFacts(rows: readonly { name: string; stock: number }[]): Facts {
  return {
    terse: rows.map(({ name, stock }) => `${name} ${stock}`).join(", "),
    sentences: rows.map(({ name, stock }) => `The stock of ${name} is ${stock}.`),
  };
}

/** The request at the scene's level. L1 a telegram; L2 plain sentences; L3 the instruction first, wrapped in a motive, then its facts among idle sentences. */
export function atLevel(scene: Scene, { terse, plain, wordy }: Instruction, facts: Facts): Message[] {
  if (scene.facet === "L1") return [user(`${terse}\n${facts.terse}`)];
  if (scene.facet === "L2") {
    const text = scene.order(facts.sentences).join(" ");
    return [user(scene.chance(0.5) ? `${plain}\n\n${text}` : `${text}\n\n${plain}`)];
  }
  if (scene.facet !== "L3") throw new Error(`no such level: ${scene.facet}`);
  const text = scene.order([...facts.sentences, ...scene.fillers(FILLERS)]).join(" ");
  return [user(`${scene.pick(scene.pool.motives)}, ${wordy}\n\n${text}`)];
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}
