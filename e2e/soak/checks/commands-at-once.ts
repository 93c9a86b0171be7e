import { MusterServer } from "../../server";
import type { Check } from "../check";
import { count, missesOf, verdict } from "../verdict";

const AT_ONCE = 64;
const MOST_MS = { full: 2_000, short: 10_000 };

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
      const { capacity, version, account } = body as { capacity: number; version: number; account: { balanceSats: number } };
      const entries = server.read((db) =>
        db.prepare("SELECT count(*) FROM JournalEntry WHERE agentId = 'busy' AND type <> 'agent.registered'").pluck().get(),
      );
      const sum = Array.from({ length: AT_ONCE }, (_, i) => (i % 2 === 0 ? 0 : i)).reduce((a, b) => a + b, 0);
      const misses = missesOf({
        [`${refused.length} refused, the first with ${refused[0]?.status}`]: refused.length === 0,
        [`they took ${count(took)} ms`]: took < MOST_MS[extent],
        [`the balance is ${account.balanceSats} of ${sum} sats`]: account.balanceSats === sum,
        [`${entries} entries of ${AT_ONCE}`]: entries === AT_ONCE,
        [`version ${version} after ${AT_ONCE} commands`]: version === 1 + AT_ONCE,
        [`nobody set the capacity to ${capacity}`]: capacity % 2 === 1 && capacity <= AT_ONCE,
      });
      return verdict(
        `${AT_ONCE - refused.length} of ${AT_ONCE} done in ${count(took)} ms, every one in balance, version and journal`,
        misses,
      );
    } finally {
      await server.remove();
    }
  },
};
