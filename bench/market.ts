import { sequence } from "./scene";

/** How an agent of the closed loop is, and how it would like to win. */
type Kind = "good" | "stuffer" | "dumper" | "weak";

export type Trader = {
  id: string;
  kind: Kind;
  capabilities: string[];
  keywords: string[];
  rateSats: number;
  /** Chance that it does a task well. */
  quality: number;
  /** Comes when half of the tasks are given out. */
  late: boolean;
};

/** What work there is: what agents that know it call it, and what tasks say of it. */
const TRADES = [
  {
    capabilities: ["bookkeeping", "reconciliation"],
    keywords: ["invoice", "ledger", "receipt", "balance", "payment", "supplier", "month end"],
    tasks: [
      "Reconcile the ledger with the supplier invoices",
      "Check the receipts and book each payment",
      "Prepare the month end balance",
    ],
  },
  {
    capabilities: ["translation", "writing"],
    keywords: ["manual", "glossary", "proofreading", "brochure", "spanish", "german", "style"],
    tasks: [
      "Translate the manual into German and keep the glossary",
      "Translate the brochure into Spanish",
      "Proofread the translation for style",
    ],
  },
  {
    capabilities: ["log analysis", "alerts"],
    keywords: ["incident", "outage", "error", "server", "latency", "timeline", "metric"],
    tasks: [
      "Find the error in the server log that began the outage",
      "Write the timeline of the incident from the log",
      "Say which alert came first and what latency it saw",
    ],
  },
  {
    capabilities: ["sql", "migrations"],
    keywords: ["schema", "query", "index", "table", "database", "column", "review"],
    tasks: [
      "Review the migration of the orders table",
      "Write a SQL query for each column of the schema",
      "Propose an index for the slow database query",
    ],
  },
] as const;

const EVERYTHING = TRADES.flatMap(({ capabilities, keywords }) => [...capabilities, ...keywords]);
const GOOD_OF_EACH = 3;

/**
 * 24 agents: 12 good ones, three of each trade, of which two come late; 4 that list every word there is, 4 that ask next to
 * nothing, and 4 that are just weak.
 */
export function traders(): Trader[] {
  const random = sequence(24);
  const between = (low: number, high: number) => low + random() * (high - low);
  const trader = (kind: Kind, place: number, trade: number): Trader => {
    const { capabilities, keywords } = TRADES[trade % TRADES.length] ?? TRADES[0];
    return {
      id: `${kind}-${place}`,
      kind,
      capabilities: kind === "stuffer" ? [...EVERYTHING] : [...capabilities],
      keywords: kind === "stuffer" ? [...EVERYTHING] : [...keywords],
      rateSats: kind === "dumper" ? 5 : Math.round(between(45, 75)),
      quality: kind === "good" ? between(0.88, 0.97) : between(0.25, 0.5),
      late: false,
    };
  };
  const good = Array.from({ length: GOOD_OF_EACH * TRADES.length }, (_, i) => trader("good", i + 1, i));
  for (const place of [0, 5]) (good[place] as Trader).late = true;
  const bad = (["stuffer", "dumper", "weak"] as const).flatMap((kind) => TRADES.map((_, i) => trader(kind, i + 1, i)));
  return [...good, ...bad];
}

/** The descriptions of so many tasks, the same in every run. */
export function work(tasks: number): string[] {
  const random = sequence(tasks);
  const all = TRADES.flatMap((trade) => trade.tasks);
  return Array.from({ length: tasks }, (_, i) => `${all[Math.floor(random() * all.length)] ?? ""} (order ${i + 1}).`);
}
