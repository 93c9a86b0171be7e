// npm run bench: measures what Muster promises beside the original's way and beside the limit, and prints one table.
// `-- P4 P8` runs some rows only, `-- --quick` measures shorter. Ends with 1 if a must is missed.
import { parseArgs } from "node:util";
import { measureAcknowledgement } from "./acknowledge";
import { measureCatchUp } from "./catch-up";
import { measureClosedLoop } from "./closed-loop";
import { measureDecisionLog, measureRoutingStats } from "./decision-log";
import { measureDrag } from "./drag";
import { environment } from "./environment";
import { measureExactness } from "./exactness";
import { measureFanOut, measureManySockets } from "./fan-out";
import { Field } from "./field";
import { measureFirstLoad } from "./first-load";
import { measureIngest } from "./ingest";
import { measureLarge } from "./large";
import { measureBlocks, measureMemory } from "./limits";
import { measureLoop } from "./loop";
import { measurePaint } from "./paint";
import { measurePayload } from "./payload";
import { measurePush } from "./push";
import { measureRestart } from "./restart";
import { measureRouting, measureRoutingGrowth } from "./routing";
import { measureAgainstRings, measureFreshScores } from "./score";
import { type Figure, tableOf, verdictOf } from "./table";
import { measureVitals } from "./vitals";

const FIELD_PORT = 3233;
const FIELD_AGENTS = 10_000;

type Run = { quick: boolean; wanted: ReadonlySet<string>; field: () => Promise<Field> };
type Measurement = { rows: readonly string[]; about: string; measure: (run: Run) => Figure[] | Promise<Figure[]> };

const MEASUREMENTS: readonly Measurement[] = [
  { rows: ["P1"], about: "fresh scores", measure: ({ quick }) => measureFreshScores(quick) },
  { rows: ["P2"], about: "fresh scores against the limit", measure: ({ quick }) => measureAgainstRings(quick) },
  { rows: ["P3"], about: "exactness", measure: ({ quick }) => measureExactness(quick) },
  { rows: ["P4", "P5", "P6"], about: "durable ingest", measure: ({ quick, wanted }) => measureIngest(quick, wanted) },
  { rows: ["P7"], about: "acknowledgement", measure: async ({ quick, field }) => measureAcknowledgement(await field(), quick) },
  { rows: ["P8"], about: "push to clients", measure: async ({ quick, field }) => measurePush(await field(), quick) },
  { rows: ["P9"], about: "push to the screen", measure: async ({ quick, field }) => measurePaint(await field(), quick) },
  { rows: ["P10"], about: "fan-out", measure: ({ quick }) => measureFanOut(quick) },
  { rows: ["P11"], about: "two thousand sockets", measure: ({ quick }) => measureManySockets(quick) },
  { rows: ["P12"], about: "slider drag", measure: async ({ quick, field }) => measureDrag(await field(), quick) },
  { rows: ["P14"], about: "routing", measure: ({ quick }) => measureRouting(quick) },
  { rows: ["P15", "P17"], about: "decisions that are kept", measure: ({ quick }) => measureDecisionLog(quick) },
  { rows: ["P18"], about: "routing statistics", measure: ({ quick }) => measureRoutingStats(quick) },
  { rows: ["P31", "P32", "P33"], about: "the closed loop", measure: () => measureClosedLoop() },
  { rows: ["P16"], about: "growth of routing", measure: ({ quick }) => measureRoutingGrowth(quick) },
  { rows: ["P19"], about: "background jobs", measure: ({ quick }) => measureBlocks(quick) },
  { rows: ["P20"], about: "memory", measure: () => measureMemory() },
  { rows: ["P22"], about: "restart", measure: ({ quick }) => measureRestart(quick) },
  { rows: ["P13"], about: "fleets of up to 100,000 agents", measure: ({ quick }) => measureLarge(quick) },
  { rows: ["P21"], about: "event loop", measure: async ({ quick, field }) => measureLoop(await field(), quick) },
  { rows: ["P23"], about: "first load", measure: async ({ field }) => measureFirstLoad(await field()) },
  { rows: ["P24"], about: "how pages feel", measure: async ({ quick, field }) => measureVitals(await field(), quick) },
  { rows: ["P25"], about: "payload", measure: async ({ quick, field }) => measurePayload(await field(), quick) },
  { rows: ["P26"], about: "catching up", measure: async ({ quick, field }) => measureCatchUp(await field(), quick) },
];

const tell = (line: string) => process.stderr.write(`${line}\n`);

/** One server with 10,000 rated agents, shared by the measurements that need it. */
async function openField(): Promise<Field> {
  tell(`registering ${FIELD_AGENTS} agents`);
  const field = await Field.open(FIELD_PORT, FIELD_AGENTS, "field");
  const { register, rate } = field.setUp;
  tell(`registered in ${(register / 1000).toFixed(1)} s, a hundred more signals each in ${(rate / 1000).toFixed(1)} s`);
  return field;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ options: { quick: { type: "boolean", default: false } }, allowPositionals: true });
  const known = MEASUREMENTS.flatMap(({ rows }) => rows);
  const unknown = positionals.filter((row) => !known.includes(row));
  if (unknown.length > 0) throw new Error(`no such row: ${unknown.join(", ")}; there are ${known.join(", ")}`);
  const wanted = new Set(positionals.length > 0 ? positionals : known);
  let opened: Promise<Field> | undefined;
  const field = () => {
    opened ??= openField();
    return opened;
  };
  console.log(environment());
  const figures: Figure[] = [];
  const failures: string[] = [];
  for (const { rows, about, measure } of MEASUREMENTS) {
    if (!rows.some((row) => wanted.has(row))) continue;
    tell(`measuring ${about}`);
    try {
      figures.push(...(await measure({ quick: values.quick, wanted, field })));
    } catch (error) {
      failures.push(`${rows.join(", ")}: not measured, ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  await opened?.then((it) => it.close()).catch(() => {});
  figures.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  console.log([tableOf(figures), ...failures, environment()].join("\n"));
  return failures.length > 0 || figures.some((figure) => verdictOf(figure) === "missed") ? 1 : 0;
}

process.exit(await main());
