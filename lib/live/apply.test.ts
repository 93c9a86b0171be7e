import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { queries } from "../http/queries";
import type { Entry, EntryType } from "../journal/entry";
import type { ScoreRow } from "../trust/board";
import { createApplier } from "./apply";
import { type Board, boardFrom } from "./board";
import type { Hello } from "./events";

const boardKey = queries.board().queryKey;
const at = "2026-11-20T14:00:00.000Z";
const nulls = [null, null];

const boardAt = (version: number, scores: [number, number], seq = 0): Board =>
  boardFrom({
    instance: "i-1",
    seq,
    version,
    at,
    weightsVersion: 1,
    ids: ["scout", "kestrel"],
    names: ["scout", "kestrel"],
    models: ["m", "m"],
    scores,
    dims: {
      policy_compliance: nulls,
      resource_efficiency: nulls,
      output_quality: nulls,
      security_posture: nulls,
      collaboration_health: nulls,
    },
    flags: [1, 1],
    tiers: ["T0", "T0"],
    tierDropAt: nulls,
    heldBy: nulls,
    lastSignalAt: nulls,
    signals: [9, 9],
    delta24h: nulls,
  });

const row = (id: string, score: number, flags = 1): ScoreRow => [id, score, 80, 80, 80, 80, 80, flags, 10, 0];
const frame = (version: number, ...rows: ScoreRow[]) => ({ version, at, rows });
const hello = (over: Partial<Hello> = {}): Hello => ({
  instance: "i-1",
  seq: 100,
  version: 5,
  serverTime: at,
  resumed: false,
  ...over,
});
const entry = (seq: number, type: EntryType, agentId: string | null = null): Entry => ({
  seq,
  id: `e-${seq}`,
  at,
  type,
  agentId,
  actor: "mara",
  cause: null,
  data: {},
  prevHash: "",
  hash: "",
});

function runAll(waiting: (() => void)[]) {
  for (const run of waiting.splice(0)) run();
}

/** A server with one board, as the query cache sees it; each fetch waits until it is answered. */
function page() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const frames: (() => void)[] = [];
  const timers: (() => void)[] = [];
  const waits: number[] = [];
  const answers: ((board: Board) => void)[] = [];
  const feed: number[] = [];
  const applier = createApplier(client, {
    nextFrame: (run) => frames.push(run),
    after: (ms, run) => {
      waits.push(ms);
      timers.push(run);
    },
    feed: (entries) => feed.push(...entries.map((one) => one.seq)),
  });
  const observer = new QueryObserver(client, {
    ...queries.board(),
    queryFn: () => new Promise<Board>((resolve) => answers.push(resolve)),
  });
  observer.subscribe(() => undefined);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return {
    client,
    applier,
    feed,
    waits,
    asked: () => answers.length,
    async answer(board: Board) {
      answers.at(-1)?.(board);
      await settle();
    },
    draw: () => runAll(frames),
    later: () => runAll(timers),
    board: () => client.getQueryData<Board>(boardKey),
    scores: () => [...(client.getQueryData<Board>(boardKey)?.scores ?? [])],
  };
}

let open: ReturnType<typeof page>;
beforeEach(async () => {
  open = page();
  await open.answer(boardAt(5, [700, 800]));
});

describe("score frames", () => {
  it("move the board once per frame of the screen, the last value winning", () => {
    open.applier.scores(frame(6, row("scout", 690)));
    open.applier.scores(frame(7, row("scout", 680), row("kestrel", 810)));
    expect(open.board()?.revision).toBe(0);
    open.draw();
    expect(open.scores()).toEqual([680, 810]);
    expect([open.board()?.version, open.board()?.revision]).toEqual([7, 1]);
  });

  it("older than the board are dropped", () => {
    open.applier.scores(frame(4, row("scout", 1)));
    open.draw();
    expect(open.scores()).toEqual([700, 800]);
  });

  it("of the board's own version still count: a hold changes no score", () => {
    open.applier.scores(frame(5, row("scout", 700, 9)));
    open.draw();
    expect(open.board()?.flags[0]).toBe(9);
  });

  it("that come before the first board are applied to it", async () => {
    const early = page();
    early.applier.scores(frame(8, row("scout", 650)));
    early.draw();
    expect(early.board()).toBeUndefined();
    await early.answer(boardAt(7, [640, 800]));
    expect(early.scores()).toEqual([650, 800]);
  });

  it("that come while a newer board is fetched survive an answer from before them", async () => {
    void open.client.invalidateQueries({ queryKey: boardKey });
    open.applier.scores(frame(9, row("scout", 500)));
    open.draw();
    await open.answer(boardAt(8, [600, 800]));
    expect(open.scores()).toEqual([500, 800]);
  });

  it("about an unknown agent fetch the board again, and blank nothing", async () => {
    open.applier.scores(frame(6, row("newcomer", 500)));
    open.draw();
    expect(open.asked()).toBe(2);
    expect(open.scores()).toEqual([700, 800]);
  });
});

describe("a board that is asked for again and again", () => {
  it.each([
    [2, 1_000],
    [100_000, 3_000],
  ])("of %i agents is so every %i ms at most", async (agents, every) => {
    const ids = Array.from({ length: agents }, (_, i) => `agent-${i}`);
    const large = page();
    await large.answer({ ...boardAt(5, [700, 800]), ids });
    large.applier.entry(entry(101, "agent.registered", "newcomer"));
    expect(large.waits).toContain(every);
    large.applier.entry(entry(102, "agent.registered", "another"));
    await large.answer(boardAt(6, [700, 800], 102));
    expect(large.asked()).toBe(2);
    large.later();
    expect(large.asked()).toBe(3);
  });
});

describe("a connection", () => {
  it("that begins with a server ahead of the board fetches the board", async () => {
    void open.applier.hello(hello({ version: 6 }));
    expect(open.asked()).toBe(2);
  });

  it("that begins level with the board does not", async () => {
    await open.applier.hello(hello());
    expect(open.asked()).toBe(1);
  });

  it("that was resumed fetches nothing: the server replays", async () => {
    await open.applier.hello(hello());
    await open.applier.hello(hello({ resumed: true, version: 50 }));
    expect(open.asked()).toBe(1);
  });

  it("that was not resumed fetches everything and keeps what is shown until then", async () => {
    await open.applier.hello(hello());
    void open.applier.hello(hello({ version: 50 }));
    expect(open.asked()).toBe(2);
    expect(open.scores()).toEqual([700, 800]);
    await open.answer(boardAt(50, [100, 200]));
    expect(open.scores()).toEqual([100, 200]);
  });

  it("to another server with smaller numbers takes over its board", async () => {
    await open.applier.hello(hello());
    void open.applier.hello(hello({ instance: "i-2", seq: 3, version: 1 }));
    await open.answer(boardAt(1, [300, 400]));
    open.applier.scores(frame(2, row("scout", 310)));
    open.draw();
    expect(open.scores()).toEqual([310, 400]);
  });

  it("says where the page stands, and claims only what has certainly arrived", async () => {
    await open.applier.hello(hello());
    expect(open.applier.position()).toEqual({ instance: "i-1", seq: 100, version: 5 });
    open.applier.tick({ seq: 130, version: 5, serverTime: at });
    expect(open.applier.position().seq).toBe(100);
    open.applier.tick({ seq: 150, version: 5, serverTime: at });
    expect(open.applier.position().seq).toBe(130);
    open.applier.entry(entry(151, "operator.signed_in"));
    expect(open.applier.position().seq).toBe(151);
  });

  it("that lost rows on the way notices it with the next tick", async () => {
    await open.applier.hello(hello());
    open.applier.tick({ seq: 100, version: 6, serverTime: at });
    expect(open.asked()).toBe(1);
    open.applier.tick({ seq: 100, version: 6, serverTime: at });
    expect(open.asked()).toBe(2);
  });
});

describe("entries", () => {
  it("go into the feed, and make old what they are about", () => {
    const key = queries.agent("scout").queryKey;
    open.client.setQueryData(key, {} as never);
    open.applier.entry(entry(101, "agent.suspended", "scout"));
    expect(open.feed).toEqual([101]);
    expect(open.client.getQueryState(key)?.isInvalidated).toBe(true);
    expect(open.asked()).toBe(1);
  });

  it("about agents that come fetch the board once for many", async () => {
    for (let seq = 101; seq < 150; seq++) open.applier.entry(entry(seq, "agent.registered", `agent-${seq}`));
    expect(open.asked()).toBe(2);
    await open.answer(boardAt(5, [700, 800], 149));
    open.later();
    await open.answer(boardAt(5, [700, 800], 149));
    open.later();
    expect(open.asked()).toBe(3);
  });

  it.each(["certification.issued", "certification.tier_dropped", "certification.expired"] as const)(
    "%s brings the tier to the page and to the board, which has no row for it",
    (type) => {
      const key = queries.agent("scout").queryKey;
      open.client.setQueryData(key, {} as never);
      open.applier.entry(entry(101, type, "scout"));
      expect(open.client.getQueryState(key)?.isInvalidated).toBe(true);
      expect(open.asked()).toBe(2);
    },
  );

  it("about weights make every score old", () => {
    const stale = [queries.weights().queryKey, queries.score("scout").queryKey];
    for (const key of stale) open.client.setQueryData<unknown>(key, {});
    open.applier.entry(entry(101, "weights.changed"));
    expect(stale.map((key) => open.client.getQueryState(key)?.isInvalidated)).toEqual([true, true]);
    expect(open.asked()).toBe(2);
  });
});

it("a bulk change is fetched, until the board has its version", async () => {
  void open.applier.resync({ reason: "bulk", version: 60 });
  expect(open.asked()).toBe(2);
  await open.answer(boardAt(59, [1, 2]));
  open.later();
  expect(open.asked()).toBe(3);
  await open.answer(boardAt(60, [3, 4]));
  open.later();
  expect(open.scores()).toEqual([3, 4]);
  expect(open.asked()).toBe(3);
});
