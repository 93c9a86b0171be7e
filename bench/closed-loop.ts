import { DIMENSIONS } from "../lib/trust/dimension";
import { type Trader, traders, work } from "./market";
import { sequence } from "./scene";
import { KEY, type Server, startMuster } from "./server";
import { atLeast, atMost, type Figure } from "./table";

const PORT = 3264;
const TASKS = 2_000;
const QUARTERS = 4;
/** Tasks that are under way at once. */
const AT_ONCE = 8;
/** What everybody begins with: as many signals of this value in every dimension. */
const FIRST_SIGNALS = 2;
const FIRST_VALUE = 0.6;
const TOKENS = 2_000;
const TIME_MS = 20_000;

type Win = { quarter: number; trader: Trader };

/**
 * The closed loop: outcome → signals → trust and track record → the next decision. Tasks are posted and their outcomes reported
 * over HTTP; whether one is done well is drawn from the agent's true quality, which Muster is not told.
 */
export async function measureClosedLoop(): Promise<Figure[]> {
  const server = await startMuster(PORT);
  try {
    const fleet = traders();
    const wins = await trade(server, fleet);
    return figuresOf(fleet, wins);
  } finally {
    await server.stop();
  }
}

async function trade(server: Server, fleet: readonly Trader[]): Promise<Win[]> {
  const byId = new Map(fleet.map((trader) => [trader.id, trader]));
  const random = sequence(TASKS);
  const wins: Win[] = [];
  const descriptions = work(TASKS);
  await enlist(
    server,
    fleet.filter(({ late }) => !late),
  );
  for (let from = 0; from < TASKS; from += AT_ONCE) {
    if (from === TASKS / 2)
      await enlist(
        server,
        fleet.filter(({ late }) => late),
      );
    const batch = descriptions.slice(from, from + AT_ONCE).map((description, i) => ({ id: `task-${from + i}`, description }));
    const decisions = await Promise.all(batch.map((task) => submit(server, task)));
    const outcomes = decisions.flatMap(({ taskId, assigned }) => {
      const trader = byId.get(assigned ?? "");
      if (!trader) return [];
      wins.push({ quarter: Math.floor((from * QUARTERS) / TASKS), trader });
      return [{ taskId, ...outcomeOf(trader, random) }];
    });
    await Promise.all(outcomes.map(({ taskId, ...outcome }) => call(server, `/tasks/${taskId}/outcome`, outcome)));
  }
  return wins;
}

/** Whoever does a task badly, often takes too long over it, too. */
function outcomeOf({ quality }: Trader, random: () => number) {
  const success = random() < quality;
  const share = random() < quality ? 0.3 + 0.6 * random() : 1 + 2 * random();
  const used = { tokensUsed: Math.round(TOKENS * share), durationMs: Math.round(TIME_MS * share) };
  return { success, ...used, ...(success ? {} : { failureReason: "The result is wrong." }) };
}

async function submit(server: Server, task: { id: string; description: string }) {
  const budgets = { tokensBudget: TOKENS, timeBudgetMs: TIME_MS };
  return (await call(server, "/tasks", { ...task, ...budgets })) as { taskId: string; assigned: string | null };
}

/** Agents that nobody knows anything of yet, certified alike. */
async function enlist(server: Server, fleet: readonly Trader[]): Promise<void> {
  for (const { id, capabilities, keywords, rateSats } of fleet) {
    await call(server, "/agents", { id, name: id, model: "bench-model", capabilities, keywords, rateSats });
    const robustness = { cc: 0.85, er: 0.85, as: 0.85, ih: 0.9 };
    await call(server, `/agents/${id}/certifications`, { robustness, auditType: "external" });
  }
  const first = Array.from({ length: FIRST_SIGNALS }, () => DIMENSIONS).flat();
  const signals = fleet.flatMap(({ id }) =>
    first.map((dimension) => ({ agentId: id, dimension, value: FIRST_VALUE, source: "bench" })),
  );
  await call(server, "/signals", { signals });
}

async function call(server: Server, path: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${KEY}`, "content-type": "application/json" };
  const answer = await fetch(`${server.url}/api/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
}

function figuresOf(fleet: readonly Trader[], wins: readonly Win[]): Figure[] {
  const share = (isOne: (trader: Trader) => boolean) =>
    Array.from({ length: QUARTERS }, (_, quarter) => {
      const all = wins.filter((win) => win.quarter === quarter);
      return all.filter(({ trader }) => isOne(trader)).length / all.length;
    });
  const percent = (value: number) => `${(100 * value).toFixed(0)} %`;
  const shown = (shares: readonly number[]) => `${shares.map(percent).join(", ")} by quarter`;
  const good = share(({ kind }) => kind === "good");
  const stuffers = share(({ kind }) => kind === "stuffer");
  const dumpers = share(({ kind }) => kind === "dumper");
  const gamers = share(({ kind }) => kind === "stuffer" || kind === "dumper");
  const late = share((trader) => trader.late);
  const isGamer = ({ kind }: Trader) => kind === "stuffer" || kind === "dumper";
  const fair = fleet.filter(isGamer).length / fleet.length;
  const fairLate = fleet.filter((trader) => trader.late).length / fleet.length;
  const last = (shares: readonly number[]) => shares.at(-1) ?? Number.NaN;
  const loop = "closed loop, 24 agents, 2,000 tasks";
  return [
    {
      id: "P31",
      metric: `${loop}: share of the good half`,
      measured: shown(good),
      value: 100 * last(good),
      shown: percent(last(good)),
      must: atLeast(80, "> 80 %"),
      goal: atLeast(90, "≥ 90 %"),
    },
    {
      id: "P32",
      metric: `${loop}: gamers (8) against their fair share of ${percent(fair)}`,
      measured: `keywords ${shown(stuffers)}; dumping ${shown(dumpers)}`,
      value: last(gamers) / fair,
      shown: `× ${(last(gamers) / fair).toFixed(2)}`,
      must: atMost(1, "< × 1"),
      goal: atMost(0.3, "≤ × 0.3"),
    },
    {
      id: "P33",
      metric: `${loop}: two good ones that come at half, against their fair share of ${percent(fairLate)}`,
      measured: shown(late),
      value: last(late) / fairLate,
      shown: `× ${(last(late) / fairLate).toFixed(2)}`,
      must: atLeast(0.5, "≥ × 0.5"),
      goal: atLeast(1, "≥ × 1"),
    },
  ];
}
