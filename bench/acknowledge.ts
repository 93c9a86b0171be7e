import type { Field } from "./field";
import { KEY } from "./server";
import { percentile } from "./statistics";
import { atMost, type Figure, ms } from "./table";

/** P7: time from sending a batch of 50 to its acknowledgement at 5,000 signals a second. */
export async function measureAcknowledgement(field: Field, quick: boolean): Promise<Figure[]> {
  const shape = { batch: 50, connections: 16, rate: 5000 };
  await field.load({ ...shape, seconds: 2 }, KEY);
  const { sent, acknowledged, signals, seconds } = await field.load({ ...shape, seconds: quick ? 5 : 30 }, KEY);
  const delays = acknowledged.map((at, batch) => at - (sent[batch] as number));
  const p99 = percentile(delays, 0.99);
  return [
    {
      id: "P7",
      metric: "acknowledgement after commit, p99 at 5,000 signals/s",
      measured: `p50 ${ms(percentile(delays, 0.5))}, p99 ${ms(p99)} over ${Math.round(seconds)} s at ${Math.round(signals / seconds)}/s`,
      value: p99,
      shown: ms(p99),
      must: atMost(50, "≤ 50 ms"),
      goal: atMost(10, "≤ 10 ms"),
    },
  ];
}
