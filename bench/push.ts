import type { AudienceOrder, AudienceReply } from "./audience";
import { Child } from "./child";
import type { Field } from "./field";
import { KEY } from "./server";
import { atLeast, atMost, type Figure, ms, times } from "./table";

const CLIENTS = 50;
const RATE = 5000;
/** By design the original sweeps every 30 s: a good signal waits 0–30 s for its score, 15 s on average. */
const ORIGINAL_MEAN_MS = 15_000;

/** P8: from the acknowledgement of a signal to its value in each of 50 subscribed clients. */
export async function measurePush(field: Field, quick: boolean): Promise<Figure[]> {
  const audience = Child.start<AudienceOrder, AudienceReply>("./audience.ts");
  try {
    const load = { batch: 50, connections: 16, rate: RATE };
    await field.load({ ...load, seconds: 2 }, KEY);
    const seconds = quick ? 5 : 30;
    await audience.ask({
      do: "listen",
      url: field.server.url,
      key: KEY,
      clients: CLIENTS,
      agents: field.stream.agents,
      evidence: await field.evidence(),
      from: field.next,
      signals: seconds * RATE,
    });
    const { sent, acknowledged } = await field.load({ ...load, seconds }, KEY);
    return figures(await audience.ask({ do: "judge", batch: load.batch, sent, acknowledged }));
  } finally {
    audience.stop();
  }
}

function figures({ delivered, missing, resyncs, fromAcknowledged, fromSent }: AudienceReply): Figure[] {
  const faster = ORIGINAL_MEAN_MS / fromAcknowledged.mean;
  const metric = `signal acknowledged → value in ${CLIENTS} clients at ${RATE.toLocaleString("en")} signals/s`;
  return [
    {
      id: "P8",
      metric: `${metric}, p99`,
      measured: `p50 ${ms(fromAcknowledged.p50)}, p99 ${ms(fromAcknowledged.p99)}; from sending p50 ${ms(fromSent.p50)}, p99 ${ms(fromSent.p99)}`,
      value: fromAcknowledged.p99,
      shown: ms(fromAcknowledged.p99),
      must: atMost(150, "≤ 150 ms"),
      goal: atMost(50, "≤ 50 ms"),
    },
    {
      id: "P8",
      metric: "the same, mean: the original's 15 s / Muster's",
      measured: `mean ${ms(fromAcknowledged.mean)}, from sending ${ms(fromSent.mean)}`,
      value: ORIGINAL_MEAN_MS / fromAcknowledged.mean,
      shown: times(faster),
      must: atLeast(200, "≥ × 200"),
      goal: atLeast(1000, "≥ × 1000"),
    },
    {
      id: "P8",
      metric: "values that reached every client",
      measured: `${delivered.toLocaleString("en")} of ${(delivered + missing).toLocaleString("en")}, ${resyncs} resyncs`,
      value: delivered / (delivered + missing),
      shown: `${((100 * delivered) / (delivered + missing)).toFixed(3)} %`,
      must: atLeast(1, "100 %"),
      goal: atLeast(1, "100 %"),
    },
  ];
}
