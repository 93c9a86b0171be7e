import { Child } from "./child";
import type { CrowdOrder, CrowdReply } from "./crowd";
import type { Field } from "./field";
import { KEY } from "./server";
import { atMost, type Figure, ms } from "./table";

const CLIENTS = 200;
const RATE = 5000;

/** P21: how long the server's event loop keeps others waiting at 5,000 signals a second, with 200 clients and 10,000 agents. */
export async function measureLoop(field: Field, quick: boolean): Promise<Figure[]> {
  const crowd = Child.start<CrowdOrder, CrowdReply>("./crowd.ts");
  const { port } = field.server;
  try {
    await crowd.ask({ do: "join", port, path: "/socket.io/?EIO=4&transport=websocket", clients: CLIENTS, key: KEY });
    const load = { batch: 50, connections: 16, rate: RATE };
    await field.load({ ...load, seconds: 3 }, KEY);
    await field.server.read();
    const seconds = quick ? 10 : 60;
    await field.load({ ...load, seconds }, KEY);
    const { p50, p99, longest, cpu } = await field.server.read();
    return [
      {
        id: "P21",
        metric: `event-loop delay at ${RATE.toLocaleString("en")} signals/s, ${CLIENTS} sockets, 10,000 agents, p99`,
        measured: `p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(longest)} over ${seconds} s; ${((100 * cpu) / seconds / 1000).toFixed(0)} % of a core`,
        value: p99,
        shown: ms(p99),
        must: atMost(50, "≤ 50 ms"),
        goal: atMost(15, "≤ 15 ms"),
      },
    ];
  } finally {
    await crowd.ask({ do: "leave" }).catch(() => {});
    crowd.stop();
  }
}
