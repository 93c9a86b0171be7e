import fc from "fast-check";
import { DIMENSIONS, type DimensionIndex } from "../../../lib/trust/dimension";
import { dimensionMean, totalOf } from "../../../lib/trust/score";
import { Windows } from "../../../lib/trust/windows";
import { MusterServer, randomOf } from "../../server";
import type { Check } from "../check";
import { count, missesOf, verdict } from "../verdict";

const RUN = 2_000;
const AGENTS = 4;
const WEIGHTS = [0.25, 0.15, 0.2, 0.25, 0.15];
const DIMS = [0, 1, 2, 3, 4] as const;

export const scored: Check = {
  id: "R12",
  asks: "scores kept in constant time equal the formula, whatever the batches, stay in 0–1000, and no dimension washes another",
  async run(extent) {
    const seed = Date.now() % 1_000_000_007;
    const operations = extent === "full" ? 1_000_000 : 50_000;
    const broken = properties(seed, operations);
    const server = await MusterServer.start();
    try {
      const { shown, laundered, misses } = await overHttp(server);
      const figure = `${count(operations)} operations, seed ${seed}: 0 differences; three ways to cut a list into batches: ${shown}; laundering leaves ${laundered}`;
      return verdict(figure, [...(broken ? [`seed ${seed}: ${broken}`] : []), ...misses]);
    } finally {
      await server.remove();
    }
  },
};

/** The first counterexample, or null. */
function properties(seed: number, operations: number): string | null {
  const value = fc.oneof(fc.constantFrom(0, 1, 0.5, 0.3), fc.double({ min: 0, max: 1, noNaN: true }));
  const weight = fc.oneof(
    { weight: 20, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.double({ min: 0.01, max: 10, noNaN: true }) },
  );
  const operation = fc.tuple(fc.nat({ max: AGENTS - 1 }), fc.constantFrom(...DIMS), value, weight);
  const run = fc.array(operation, { minLength: RUN, maxLength: RUN, size: "max" });
  const details = fc.check(
    fc.property(run, (signals) => {
      const windows = new Windows();
      const plain = new Map<string, { values: number[]; weights: number[] }>();
      for (const [row, [agent, dimension, signalValue, signalWeight]] of signals.entries()) {
        windows.push(agent, dimension, signalValue, signalWeight, row);
        const window = plain.get(`${agent} ${dimension}`) ?? { values: [], weights: [] };
        plain.set(`${agent} ${dimension}`, window);
        window.values.push(signalValue);
        window.weights.push(signalWeight);
        // Every hundredth as well as the last: in between a window has wrapped, or not yet.
        if (row % 100 === 99 && !agrees(windows, plain, agent)) throw new Error(`agent ${agent} after ${row + 1} signals`);
      }
    }),
    { seed, numRuns: Math.ceil(operations / RUN), endOnFailure: true },
  );
  return details.failed ? (fc.defaultReportMessage(details)?.slice(0, 300) ?? "a property fails") : null;
}

function agrees(windows: Windows, plain: Map<string, { values: number[]; weights: number[] }>, agent: number): boolean {
  const means = DIMS.map((dimension) => {
    const window = plain.get(`${agent} ${dimension}`);
    return dimensionMean(window?.values.slice(-100) ?? [], window?.weights.slice(-100) ?? []);
  });
  const score = windows.score(agent, WEIGHTS);
  const close = DIMS.every(
    (dimension) => Math.abs(windows.mean(agent, dimension as DimensionIndex) - (means[dimension] ?? 0)) < 1e-9,
  );
  return close && score === totalOf(means, WEIGHTS) && score >= 0 && score <= 1000;
}

type Shown = { score: number; dimensions: Record<string, { score: number | null }> };

async function overHttp(server: MusterServer) {
  const random = randomOf(20_261_121);
  const list = Array.from({ length: 600 }, () => ({
    dimension: DIMENSIONS[Math.floor(random() * DIMENSIONS.length)],
    value: random(),
    source: "soak",
  }));
  const scores: number[] = [];
  for (const size of [7, 100, 600]) {
    const agentId = `cut-${size}`;
    await server.call("POST", "/agents", { body: { id: agentId, name: agentId, model: "test-model" } });
    for (let from = 0; from < list.length; from += size)
      await server.call("POST", "/signals", {
        body: { signals: list.slice(from, from + size).map((each) => ({ ...each, agentId })) },
      });
    scores.push((await shownOf(server, agentId)).score);
  }
  // The seeds' laundering: a hundred breaches, then a thousand cheap good signals of another dimension.
  await server.call("POST", "/agents", { body: { id: "launderer", name: "Launderer", model: "test-model" } });
  const report = (dimension: string, value: number, length: number) =>
    server.call("POST", "/signals", {
      body: { signals: Array.from({ length }, () => ({ agentId: "launderer", dimension, value, source: "soak" })) },
    });
  await report("security_posture", 0, 100);
  const before = await shownOf(server, "launderer");
  await report("resource_efficiency", 1, 1_000);
  const after = await shownOf(server, "launderer");
  // What efficiency itself earns, 50 points of its mean at 15 %, is its own.
  const washed = after.score - 75;
  const misses = missesOf({
    [`scores ${scores.join(", ")} of one list`]: new Set(scores).size === 1,
    [`breaches alone leave ${before.score}`]: before.score === 375,
    [`laundering leaves ${after.score}, ${washed} without what efficiency earned`]: washed <= 375,
    "breaches were pushed out": after.dimensions.security_posture?.score === 0,
  });
  return { shown: `${scores[0]} each`, laundered: `${washed} (security 0)`, misses };
}

async function shownOf(server: MusterServer, id: string): Promise<Shown> {
  return (await server.call("GET", `/agents/${id}`)).body as Shown;
}
