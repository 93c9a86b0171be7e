import { DIMENSIONS } from "../../../lib/trust/dimension";
import { MusterServer, randomOf } from "../../server";
import type { Check, Extent, Finding } from "../check";
import { registerAgents } from "../feed";
import { unsound } from "../stored";
import { count, verdict } from "../verdict";

const SEED = 20_261_121;

export const partly: Check = {
  id: "R10",
  asks: "of batches with invalid items exactly what was accepted is stored: nothing, or with ?partial=true the good ones",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      await registerAgents(server);
      return await sendMixed(server, extent);
    } finally {
      await server.remove();
    }
  },
};

/** Ways to spoil a signal. */
const FLAWS: ((signal: Record<string, unknown>) => unknown)[] = [
  (signal) => ({ ...signal, value: 1.5 }),
  (signal) => ({ ...signal, value: "1" }),
  (signal) => ({ ...signal, dimension: "luck" }),
  (signal) => ({ ...signal, agentId: "nobody" }),
  (signal) => ({ ...signal, observedAt: "2001-01-01T00:00:00Z" }),
  (signal) => ({ ...signal, surprise: 1 }),
  ({ dimension: _, ...signal }) => signal,
  () => null,
  () => [],
];

async function sendMixed(server: MusterServer, extent: Extent): Promise<Finding> {
  const batches = extent === "full" ? 500 : 150;
  const random = randomOf(SEED);
  const misses: string[] = [];
  const wanted = new Set<string>();
  let invalid = 0;
  for (let batch = 0; batch < batches; batch++) {
    const partial = random() < 0.5;
    // Some without any flaw, most with about three of a hundred.
    const flawed = random() < 0.2 ? 0 : 0.06 * random();
    const good: string[] = [];
    const signals = Array.from({ length: 1 + Math.floor(100 * random()) }, (_, i) => {
      const id = `${batch}.${i}`;
      const dimension = DIMENSIONS[Math.floor(random() * DIMENSIONS.length)];
      const signal = { id, agentId: `agent-${Math.floor(40 * random())}`, dimension, value: random(), source: "soak" };
      if (random() >= flawed) {
        good.push(id);
        return signal;
      }
      return FLAWS[Math.floor(random() * FLAWS.length)]?.(signal);
    });
    const bad = signals.length - good.length;
    invalid += bad;
    const { status, body } = await server.call("POST", `/signals${partial ? "?partial=true" : ""}`, { body: { signals } });
    const { accepted, errors = [] } = body as { accepted?: number; errors?: unknown[] };
    if (partial || bad === 0) {
      for (const id of good) wanted.add(id);
      if (status !== 200 || accepted !== good.length)
        misses.push(`batch ${batch}: ${status}, ${accepted} of ${good.length} accepted`);
      if (partial && errors.length < bad) misses.push(`batch ${batch}: ${errors.length} of ${bad} flaws named`);
    } else if (status !== 422) misses.push(`batch ${batch} with ${bad} flaws: ${status}`);
  }
  const stored = new Set(server.read((db) => db.prepare("SELECT signalId FROM Signal").pluck().all()) as string[]);
  const missing = [...wanted].filter((id) => !stored.has(id)).length;
  if (missing > 0) misses.push(`${missing} accepted signals are not stored`);
  if (stored.size > wanted.size - missing)
    misses.push(`${stored.size - wanted.size + missing} stored signals were never accepted`);
  misses.push(...(await unsound(server, stored.size)));
  return verdict(
    `${batches} batches with ${count(invalid)} invalid items, seed ${SEED}: ${count(stored.size)} stored = accepted`,
    misses,
  );
}
