import { once } from "node:events";
import { MusterServer, pause } from "../../server";
import type { Check, Extent } from "../check";
import { registerAgents } from "../feed";
import { unsound } from "../stored";
import { count, verdict } from "../verdict";

const BATCH = 5;
/** Statements of a commit of `BATCH` signals: begin, its rows, entries, the version, the claim of the key, commit. */
const STATEMENTS = 13;

export const crashed: Check = {
  id: "R4",
  asks: "a crash at any statement between the mark of a request and its commit loses nothing and doubles nothing",
  async run(extent) {
    const server = await MusterServer.start({ preload: ["./e2e/soak/preload/crash.mjs"] });
    try {
      await registerAgents(server);
      return await crashEverywhere(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function crashEverywhere(server: MusterServer, extent: Extent) {
  const points =
    extent === "full"
      ? Array.from({ length: 20 }, (_, i) => ({ crashAt: 1 + (i >> 1) + (i >> 3), after: i % 2 === 1 }))
      : [
          { crashAt: 2, after: true },
          { crashAt: STATEMENTS, after: false },
          { crashAt: 100, after: true },
        ];
  const misses: string[] = [];
  let signals = 0;
  for (const [i, point] of points.entries()) {
    // Signals with ids and signals without: of those only the key of the request can tell that they came before.
    const withIds = i % 2 === 0;
    const send = () =>
      server.call("POST", "/signals", {
        headers: { "idempotency-key": `crash-${i}` },
        body: {
          signals: Array.from({ length: BATCH }, (_, n) => ({
            agentId: `agent-${n}`,
            dimension: "output_quality",
            value: 0.8,
            source: "soak",
            ...(withIds && { id: `crash-${i}-${n}` }),
          })),
        },
      });
    const armed = once(server.process, "message");
    server.process.send(point);
    await armed;
    const gone = once(server.process, "exit");
    const first = await send().catch(() => null);
    if (first) misses.push(`answered ${first.status} at point ${i + 1} before it died`);
    await Promise.race([gone, pause(10_000)]);
    await server.kill();
    await server.start();
    for (let again = 0; again < 2; again++) {
      const { status } = await send();
      if (status !== 200) misses.push(`answered ${status} when it was sent again after point ${i + 1}`);
    }
    signals += BATCH;
    const rows = server.read((db) => db.prepare("SELECT count(*) FROM Signal").pluck().get()) as number;
    if (rows !== signals) misses.push(`${rows} rows of ${signals} signals after point ${i + 1}`);
  }
  misses.push(...(await unsound(server, signals)));
  return verdict(`${points.length} crash points, ${count(signals)} signals sent three times each, each stored once`, misses);
}
