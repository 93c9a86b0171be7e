import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoardSnapshot } from "../trust/board-shape";
import { byDimension } from "../trust/dimension";
import { turns } from "../turns";
import { type BoardColumns, boardText, NO_DELTA, NO_MEAN, NOT_CERTIFIED } from "./board-text";

const DAY = Date.UTC(2026, 10, 20);

const agent = fc.record({
  id: fc.string({ unit: "grapheme" }),
  name: fc.string({ unit: "binary" }),
  model: fc.string(),
  score: fc.integer({ min: 0, max: 1000 }),
  means: fc.array(fc.oneof(fc.constant(NO_MEAN), fc.integer({ min: 0, max: 100_000 })), { minLength: 5, maxLength: 5 }),
  flags: fc.integer({ min: 0, max: 15 }),
  lastSignalAt: fc.oneof(fc.constant(0), fc.integer({ min: DAY - 3 * 86_400_000, max: DAY + 86_400_000 })),
  tier: fc.integer({ min: 0, max: 5 }),
  tierDropAt: fc.oneof(fc.constant(0), fc.integer({ min: DAY, max: 8.64e15 })),
  heldBy: fc.oneof(fc.constant(NOT_CERTIFIED), fc.integer({ min: 0, max: 15 })),
  signals: fc.integer({ min: 0, max: 500 }),
  delta: fc.oneof(fc.constant(NO_DELTA), fc.integer({ min: -1000, max: 1000 })),
});

type Agent = typeof agent extends fc.Arbitrary<infer T> ? T : never;

const HEAD = { instance: "an “instance”", seq: 12, version: 7, at: "2026-11-20T12:00:00.000Z", weightsVersion: 3 };

function columns(agents: readonly Agent[]): BoardColumns {
  return {
    ...HEAD,
    ids: agents.map(({ id }) => id),
    names: agents.map(({ name }) => name),
    models: agents.map(({ model }) => model),
    scores: Int16Array.from(agents, ({ score }) => score),
    means: [0, 1, 2, 3, 4].map((d) => Int32Array.from(agents, ({ means }) => means[d] ?? NO_MEAN)),
    flags: Uint8Array.from(agents, ({ flags }) => flags),
    tiers: Uint8Array.from(agents, ({ tier }) => tier),
    tierDropAt: Float64Array.from(agents, ({ tierDropAt }) => tierDropAt),
    heldBy: Uint8Array.from(agents, ({ heldBy }) => heldBy),
    lastSignalAt: Float64Array.from(agents, ({ lastSignalAt }) => lastSignalAt),
    signals: Uint16Array.from(agents, ({ signals }) => signals),
    delta24h: Int16Array.from(agents, ({ delta }) => delta),
  };
}

/** The same by way of JSON.stringify. */
function plain(agents: readonly Agent[]): string {
  const snapshot: BoardSnapshot = {
    ...HEAD,
    ids: agents.map(({ id }) => id),
    names: agents.map(({ name }) => name),
    models: agents.map(({ model }) => model),
    scores: agents.map(({ score }) => score),
    dims: byDimension((_, d) => agents.map(({ means }) => (means[d] === NO_MEAN ? null : (means[d] ?? 0) / 1000))),
    flags: agents.map(({ flags }) => flags),
    tiers: agents.map(({ tier }) => `T${tier}`),
    tierDropAt: agents.map(({ tierDropAt: at }) => (at === 0 ? null : new Date(at).toISOString())),
    heldBy: agents.map(({ heldBy }) => (heldBy === NOT_CERTIFIED ? null : heldBy)),
    lastSignalAt: agents.map(({ lastSignalAt: at }) => (at === 0 ? null : new Date(at).toISOString())),
    signals: agents.map(({ signals }) => signals),
    delta24h: agents.map(({ delta }) => (delta === NO_DELTA ? null : delta)),
  };
  return JSON.stringify(snapshot);
}

const written = async (agents: readonly Agent[]) => Buffer.from(await boardText(columns(agents), turns())).toString();

describe("the text of a board", () => {
  it("is what JSON.stringify would write", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(agent, { maxLength: 20 }), async (agents) => {
        expect(await written(agents)).toBe(plain(agents));
      }),
    );
  });

  it("is the same where it is written in several turns, and fits its schema", async () => {
    const [one] = fc.sample(agent, 1) as [Agent];
    const many = Array.from({ length: 12_001 }, (_, i) => ({ ...one, id: `agent-${i}`, lastSignalAt: DAY + i * 11_000 }));
    const text = await written(many);
    expect(text).toBe(plain(many));
    expect(BoardSnapshot.safeParse(JSON.parse(text)).success).toBe(true);
  });
});
