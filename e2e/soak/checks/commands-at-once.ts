import { MusterServer } from "../../server";
import type { Check } from "../check";
import { count, missesOf, verdict } from "../verdict";

const AT_ONCE = 64;
const MOST_MS = { full: 2_000, short: 10_000 };

type Entry = { type: string; data: Record<string, unknown> };

export const together: Check = {
  id: "R8",
  asks: "64 commands on one agent at once are all done, as if one had come after the other",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      await server.call("POST", "/agents", { body: { id: "busy", name: "Busy", model: "test-model", capacity: 1000 } });
      const began = performance.now();
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, i) =>
          i % 2 === 0
            ? server.call("PATCH", "/agents/busy", { body: { capacity: i + 1 } })
            : server.call("POST", "/agents/busy/top-ups", { body: { amountSats: i, reason: "soak" } }),
        ),
      );
      const took = performance.now() - began;
      const refused = answers.filter(({ status }) => status >= 300);
      const { body } = await server.call("GET", "/agents/busy");
      const { capacity, account } = body as { capacity: number; account: { balanceSats: number } };
      const entries = server.read((db) =>
        db
          .prepare("SELECT type, data FROM JournalEntry WHERE agentId = 'busy' AND type <> 'agent.registered' ORDER BY seq")
          .all(),
      ) as { type: string; data: string }[];
      const said = entries.map(({ type, data }): Entry => ({ type, data: JSON.parse(data) as Entry["data"] }));
      const updates = said.filter(({ type }) => type === "agent.updated");
      const sum = Array.from({ length: AT_ONCE }, (_, i) => (i % 2 === 0 ? 0 : i)).reduce((a, b) => a + b, 0);
      const misses = missesOf({
        [`${refused.length} refused, the first with ${refused[0]?.status}`]: refused.length === 0,
        [`they took ${count(took)} ms`]: took < MOST_MS[extent],
        [`the balance is ${account.balanceSats} of ${sum} sats`]: account.balanceSats === sum,
        [`${entries.length} entries of ${AT_ONCE}`]: entries.length === AT_ONCE,
        "the capacity is not that of the last entry": JSON.stringify(updates.at(-1)?.data).includes(`${capacity}`),
        "an update did not begin where the one before it ended": chained(updates),
      });
      return verdict(
        `${AT_ONCE - refused.length} of ${AT_ONCE} done in ${count(took)} ms, end state as the journal's order gives it`,
        misses,
      );
    } finally {
      await server.remove();
    }
  },
};

/** True if each change starts from what the one before it left. */
function chained(updates: readonly Entry[]): boolean {
  const steps = updates.map(({ data }) => {
    const { before, after } = data as { before?: { capacity?: number }; after?: { capacity?: number } };
    return { from: before?.capacity, to: after?.capacity };
  });
  return steps.every(({ from }, i) => i === 0 || from === steps[i - 1]?.to);
}
