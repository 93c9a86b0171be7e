export type Range = { min: number; max: number };

/** The form in which a reply was asked for. What is absent is free. */
export type Form = {
  words?: Range;
  sentences?: Range;
  paragraphs?: number;
  characters?: number;
  bullets?: Partial<Range>;
  bulletMark?: string;
  numbered?: Partial<Range>;
  /** Words per bullet, line or item. */
  itemWords?: Range;
  json?: { keys: string[]; list: boolean; arrays: string[] };
  csv?: { header: string[] };
  sort?: { by: string; down: boolean };
  oneOf?: string[];
  /** List entries each on a line of their own. */
  perLine?: boolean;
  /** Only the value, without a sentence around it. */
  bare?: boolean;
  letters?: "upper" | "lower";
  parts?: { separator: string; count: number };
  starts?: string;
  ends?: string;
  forbidden: string[];
  required: string[];
  noCommas?: boolean;
  /** Closes every reply. */
  tag?: string;
  /** Opens every reply. */
  opener?: string;
  /** Stands on a line of its own above the last one. */
  ownLine?: string;
  lastLine?: { label: string };
  firstLine?: { label: string };
  wrap?: { before: string; after: string };
  /** What to say where nothing is known. */
  unknown?: string;
  exact?: string;
};

/** Words that make a wish about the form last beyond one reply. */
export const STANDING =
  /\b(?:each|every|all|always|from now on|throughout|whole (?:chat|conversation|dialogue|session)|entire (?:chat|conversation)|until|any reply|future|rest of (?:this|the|our)|as long as we)\b/i;
