import { storm } from "../../fuzz/storm";
import { MusterServer } from "../../server";
import type { Check } from "../check";
import { FEEL, feel } from "../feel";
import { count, missesOf, verdict } from "../verdict";

const SEED = 20_261_120;
const MEMORY = 50 * 1024 * 1024;

export const malformed: Check = {
  id: "R9",
  asks: "malformed requests are all refused as problems with a known code, change nothing, pollute nothing and cost no memory",
  async run(extent) {
    const server = await MusterServer.start({ preload: [FEEL] });
    try {
      // Once for what is loaded and compiled on the way.
      if (extent === "full") await storm(server, 2_000, SEED + 1);
      const before = await feel(server);
      const { requests, unknown, wrong, changed, polluted } = await storm(server, extent === "full" ? 10_000 : 1_500, SEED);
      const after = await feel(server);
      const ready = await fetch(`${server.origin}/readyz`).then(({ status }) => status);
      const grown = after.rss - before.rss;
      const misses = missesOf({
        [`no example for ${unknown.join(", ")}`]: unknown.length === 0,
        [`${wrong.length} refused otherwise, the first: ${wrong[0]}`]: wrong.length === 0,
        [`rows changed in ${changed.join(", ")}`]: changed.length === 0,
        "a prototype was polluted": polluted.length === 0 && after.polluted.length === 0,
        [`/readyz said ${ready}`]: ready === 200,
        // The first thousand requests load what a process keeps; what grows afterwards would be a leak.
        [`${(grown / 1024 ** 2).toFixed(0)} MB more memory`]: extent === "short" || grown < MEMORY,
      });
      return verdict(
        `${count(requests - wrong.length)} of ${count(requests)} refused with 4xx and a code, 0 rows, 0 pollution, ${(grown / 1024 ** 2).toFixed(0)} MB more memory once garbage is collected, seed ${SEED}`,
        misses,
      );
    } finally {
      await server.remove();
    }
  },
};
