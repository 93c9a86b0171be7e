import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { beforeEach, describe, expect, it } from "vitest";
import { queries } from "../http/queries";
import type { AuditDetail } from "../registry/audit";
import { auditOf, probesOf } from "../registry/audit.fixture";
import { createApplier } from "./apply";
import type { AuditFrame } from "./events";

const ID = "audit-1";
const key = queries.audit(ID).queryKey;
const lists = queries.auditPages({ status: "running" }).queryKey;

const frame = (done: number, changes: AuditFrame["changes"] = [], over: Partial<AuditFrame> = {}): AuditFrame => ({
  id: ID,
  agentId: "scout",
  status: "running",
  progress: { done, total: 4, dimension: "cc" },
  changes,
  ...over,
});

/** A page with one audit open; each fetch of it waits until it is answered. */
async function page(first: AuditDetail) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const timers: { ms: number; run: () => void }[] = [];
  const answers: ((audit: AuditDetail) => void)[] = [];
  const applier = createApplier(client, {
    nextFrame: (run) => run(),
    after: (ms, run) => timers.push({ ms, run }),
    feed: () => undefined,
  });
  new QueryObserver(client, {
    ...queries.audit(ID),
    queryFn: () => new Promise<AuditDetail>((resolve) => answers.push(resolve)),
  }).subscribe(() => undefined);
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  const answer = async (audit: AuditDetail) => {
    answers.at(-1)?.(audit);
    await settle();
  };
  await answer(first);
  return {
    client,
    applier,
    answer,
    asked: () => answers.length,
    waits: () => timers.map(({ ms }) => ms),
    later: () => {
      for (const { run } of timers.splice(0)) run();
    },
    states: () => client.getQueryData<AuditDetail>(key)?.probes.map(({ state }) => state),
    audit: () => client.getQueryData<AuditDetail>(key),
  };
}

const running = (states: Parameters<typeof probesOf>[0], done: number) =>
  auditOf({ id: ID, status: "running", progress: { done, total: 4, dimension: "cc" }, probes: probesOf(states) });

let open: Awaited<ReturnType<typeof page>>;
beforeEach(async () => {
  open = await page(running(["asking", "queued", "queued", "queued"], 0));
});

describe("a frame", () => {
  it("moves the probes it names and the progress at once", () => {
    open.applier.audit(frame(1, [{ id: "p-0", state: "passed", code: "ok" }]));
    expect(open.states()).toEqual(["passed", "queued", "queued", "queued"]);
    expect(open.audit()?.progress.done).toBe(1);
  });

  it("asks for the audit again, because estimates come with it, at most once a second", async () => {
    for (let done = 1; done <= 4; done++) open.applier.audit(frame(done));
    expect(open.asked()).toBe(2);
    expect(open.waits()).toContain(1_000);
    await open.answer(running(["passed", "queued", "queued", "queued"], 1));
    open.later();
    expect(open.asked()).toBe(3);
  });

  it("about a probe that is not known leaves the rest alone: the fetch brings it", async () => {
    open.applier.audit(frame(1, [{ id: "p-9", state: "asking", code: null }]));
    expect(open.states()).toHaveLength(4);
    await open.answer(running(["passed", "queued", "queued", "queued", "asking"], 1));
    expect(open.states()).toHaveLength(5);
  });

  it("that comes while the audit is asked for is not undone by the older answer", async () => {
    open.applier.audit(frame(1));
    open.applier.audit(frame(2, [{ id: "p-1", state: "failed", code: "wrong_value" }]));
    await open.answer(running(["passed", "asking", "queued", "queued"], 1));
    expect(open.states()).toEqual(["passed", "failed", "queued", "queued"]);
    expect(open.audit()?.progress.done).toBe(2);
  });

  it("that comes late takes nothing back", () => {
    open.applier.audit(frame(2, [{ id: "p-0", state: "failed", code: "leaked" }]));
    open.applier.audit(frame(1, [{ id: "p-0", state: "asking", code: null }]));
    expect(open.states()?.[0]).toBe("failed");
    expect(open.audit()?.progress.done).toBe(2);
  });

  it("that says it has ended brings the whole of it at once, not the word alone", async () => {
    open.applier.audit(frame(1));
    await open.answer(running(["passed", "queued", "queued", "queued"], 1));
    const asked = open.asked();
    open.applier.audit(frame(2, [], { status: "cancelled" }));
    expect(open.audit()?.status).toBe("running");
    expect(open.asked()).toBe(asked + 1);
    await open.answer({ ...running(["passed", "passed", "queued", "queued"], 2), status: "cancelled" });
    expect(open.audit()?.status).toBe("cancelled");
  });

  it("that comes late does not bring an ended audit back to life", async () => {
    open.applier.audit(frame(2));
    await open.answer({ ...running(["passed", "passed", "queued", "queued"], 2), status: "cancelled" });
    open.applier.audit(frame(2));
    expect(open.audit()?.status).toBe("cancelled");
  });
});

describe("lists of audits", () => {
  const items = () => open.client.getQueryData(lists)?.pages[0]?.items.map(({ status, progress }) => [status, progress.done]);
  beforeEach(() => {
    const { probes: _, previousAuditId: __, ...audit } = running([], 0);
    open.client.setQueryData(lists, { pages: [{ items: [audit], nextCursor: null }], pageParams: [undefined] });
  });

  it("show the progress of the frame", () => {
    open.applier.audit(frame(3));
    expect(items()).toEqual([["running", 3]]);
  });

  it("are old when the status is another, not with every frame", () => {
    open.applier.audit(frame(1));
    open.client.setQueryData(lists, (held) => held && { ...held });
    open.applier.audit(frame(2));
    expect(open.client.getQueryState(lists)?.isInvalidated).toBe(false);
    open.applier.audit(frame(2, [], { status: "passed" }));
    open.later();
    expect(open.client.getQueryState(lists)?.isInvalidated).toBe(true);
  });
});

it("a connection that was resumed asks for audits again: their frames are not replayed", async () => {
  const hello = { instance: "i-1", seq: 1, version: 1, serverTime: "2026-11-20T14:00:00.000Z", resumed: false };
  void open.applier.hello(hello);
  await open.answer(running(["passed", "queued", "queued", "queued"], 1));
  const before = open.asked();
  void open.applier.hello({ ...hello, resumed: true });
  expect(open.asked()).toBe(before + 1);
});
