/** A question of the small book of facts, with one right word and the wrong ones nearest to it. */
type Fact = { question: string; gold: string; rivals: readonly string[] };

/**
 * The words templates draw from. Two pools share no concept and no syllable, so that what was built against one can be tested with the other.
 * Lists hold singulars unless said otherwise; `{town}` and `{name}` in sentences are filled with invented names.
 */
export type Pool = {
  id: string;
  /** Names are an opening and a closing syllable, now and then one of `middles` between. */
  openings: readonly string[];
  middles: readonly string[];
  closings: readonly string[];
  firmWords: readonly string[];
  townEnds: readonly string[];
  /** What a product is: the type word. */
  kinds: readonly string[];
  colours: readonly string[];
  /** Plurals that are counted. */
  goods: readonly string[];
  /** What carries goods, itself not counted. */
  carriers: readonly string[];
  /** Where goods are counted. */
  gates: readonly string[];
  dock: string;
  room: string;
  /** Past participles: what happened to several things in an order. */
  happened: readonly string[];
  /** Headings of a terse departure line. */
  terse: { depart: string; delay: string; stand: string };
  journeys: readonly string[];
  sciences: readonly string[];
  papers: readonly string[];
  /** Attributes with a number: `label` as asked, `unit` after the number. */
  attributes: readonly { label: string; unit: string; low: number; high: number }[];
  /** Things that pass or fail a test. */
  parts: readonly string[];
  builds: readonly string[];
  regions: readonly string[];
  journals: readonly string[];
  topics: readonly string[];
  optionWords: readonly string[];
  effects: readonly string[];
  columns: readonly string[];
  sensors: readonly { quantity: string; unit: string; low: number; high: number }[];
  halls: readonly string[];
  lockers: readonly string[];
  documents: readonly string[];
  tools: readonly string[];
  shed: string;
  plants: readonly string[];
  facts: readonly Fact[];
  shapes: readonly { name: string; sides: number }[];
  offTopic: readonly string[];
  harmless: readonly string[];
  illnesses: readonly string[];
  courses: readonly string[];
  pets: readonly string[];
  bids: readonly { what: string; unit: string; best: string }[];
  /** Sentences that have nothing to do with any question. */
  fillers: readonly string[];
  /** Clauses that say why somebody asks. */
  motives: readonly string[];
};
