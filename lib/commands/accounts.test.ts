import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAccount } from "../reads/account";
import { readAgent } from "../reads/agent";
import { readJournal } from "../reads/journal";
import { afterPosting, EMPTY_ACCOUNT, MOST_SATS } from "../routing/account";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { deregisterAgent } from "./deregister-agent";
import { importAgents } from "./import-agents";
import { registerAgent } from "./register-agent";
import { topUpAccount } from "./top-up-account";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const register = (id: string, initialBalanceSats?: number) =>
  registerAgent(OWNER, { id, name: id, model: "m", ...(initialBalanceSats !== undefined && { initialBalanceSats }) });
const sums = () =>
  bench.runtime.store.raw
    .prepare(
      "SELECT sum(amountSats) AS all_, (SELECT count(*) FROM (SELECT transfer FROM Posting GROUP BY transfer HAVING sum(amountSats) <> 0)) AS uneven FROM Posting",
    )
    .get();

describe("an agent's account", () => {
  it("begins with what it was registered with, paid by the treasury", async () => {
    await register("a", 3_000_000_000);
    await register("b");
    expect((await readAgent(OWNER, "a")).account).toEqual({ ...EMPTY_ACCOUNT, balanceSats: 3_000_000_000 });
    expect(readAccount(OWNER, "a", { limit: 10 }).items).toMatchObject([
      { kind: "initial", amountSats: 3_000_000_000, balanceSats: 3_000_000_000 },
    ]);
    expect(readAccount(OWNER, "b", { limit: 10 })).toMatchObject({ balanceSats: 0, items: [], nextCursor: null });
    expect(sums()).toEqual({ all_: 0, uneven: 0 });
  });

  it("is opened by an import as well", async () => {
    const row = (id: string, initialBalanceSats: number) => ({
      row: 1,
      line: 1,
      given: { id, name: id, model: "m", initialBalanceSats },
    });
    await importAgents(OWNER, [row("a", 5), row("b", 0), row("c", 7)], false);
    await bench.restart();
    expect(["a", "b", "c"].map((id) => readAccount(OWNER, id, { limit: 1 }).balanceSats)).toEqual([5, 0, 7]);
    expect(sums()).toEqual({ all_: 0, uneven: 0 });
  });

  it("is topped up with a reason, journaled, and the same after a restart", async () => {
    await register("a", 10);
    await topUpAccount(actorWith(["operate"]), "a", { amountSats: 90, reason: "More work" });
    await topUpAccount(OWNER, "a", { amountSats: 1, reason: "And more" });
    const before = readAccount(OWNER, "a", { limit: 10 });
    expect(before).toMatchObject({ balanceSats: 101, topUpsSats: 91 });
    expect(before.items.map(({ amountSats, balanceSats, kind }) => [kind, amountSats, balanceSats])).toEqual([
      ["top_up", 1, 101],
      ["top_up", 90, 100],
      ["initial", 10, 10],
    ]);
    const [entry] = (await readJournal(OWNER, { type: ["account.topped_up"], limit: 1 })).items;
    expect(entry).toMatchObject({ agentId: "a", data: { amountSats: 1, balanceSats: 101, reason: "And more" } });
    await bench.restart();
    expect(readAccount(OWNER, "a", { limit: 10 })).toEqual(before);
  });

  it("is read page by page", async () => {
    await register("a", 1);
    for (let i = 0; i < 4; i++) await topUpAccount(OWNER, "a", { amountSats: 1, reason: "one" });
    const first = readAccount(OWNER, "a", { limit: 3 });
    const rest = readAccount(OWNER, "a", { limit: 3, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...rest.items].map(({ balanceSats }) => balanceSats)).toEqual([5, 4, 3, 2, 1]);
    expect(rest.nextCursor).toBeNull();
    expect(() => readAccount(OWNER, "a", { limit: 3, cursor: "x" })).toThrow("cursor");
  });

  it("is not topped up beyond all money there is, once the agent is gone, or by whoever may not", async () => {
    await register("a", 1);
    await expect(topUpAccount(OWNER, "a", { amountSats: MOST_SATS, reason: "all" })).rejects.toMatchObject({
      code: "routing/balance-too-large",
    });
    await expect(topUpAccount(actorWith(["read", "route", "audit"]), "a", { amountSats: 1, reason: "x" })).rejects.toThrow(
      /"operate"/,
    );
    await deregisterAgent(OWNER, "a", "test");
    await expect(topUpAccount(OWNER, "a", { amountSats: 1, reason: "x" })).rejects.toMatchObject({
      code: "registry/deregistered",
    });
    expect(sums()).toEqual({ all_: 0, uneven: 0 });
  });

  it("out of its hold for insolvency is helped by reaching zero, not before", async () => {
    const agent = await register("a");
    const hot = bench.runtime.fleet.find("a");
    if (!hot) throw new Error(agent.id);
    hot.account = afterPosting(hot.account, "penalty", -50);
    hot.holds = [{ cause: "insolvent", actor: "system", since: bench.clock.now, note: null }];
    await topUpAccount(OWNER, "a", { amountSats: 49, reason: "nearly" });
    expect((await readAgent(OWNER, "a")).holds).toHaveLength(1);
    await topUpAccount(OWNER, "a", { amountSats: 1, reason: "there" });
    expect(await readAgent(OWNER, "a")).toMatchObject({
      holds: [],
      account: { balanceSats: 0, penaltiesSats: 50, topUpsSats: 50 },
    });
  });

  it("refuses to have a posting changed or removed", async () => {
    await register("a", 5);
    const { raw } = bench.runtime.store;
    expect(() => raw.exec("UPDATE Posting SET amountSats = 6")).toThrow("postings are never changed");
    expect(() => raw.exec("DELETE FROM Posting")).toThrow("postings are never deleted");
  });
});

describe("posting", () => {
  it("keeps the balance the sum of all that was posted, whatever the order", () => {
    const posting = fc.record({
      kind: fc.constantFrom("top_up" as const, "payment" as const),
      amount: fc.integer({ min: 0, max: 1e9 }),
    });
    fc.assert(
      fc.property(fc.array(posting, { maxLength: 50 }), (list) => {
        const account = list.reduce((held, { kind, amount }) => afterPosting(held, kind, amount), EMPTY_ACCOUNT);
        expect(account.balanceSats).toBe(list.reduce((sum, { amount }) => sum + amount, 0));
        expect(account.earnedSats + account.topUpsSats).toBe(account.balanceSats);
      }),
    );
  });

  it("refuses fractions and what no ledger holds", () => {
    expect(() => afterPosting(EMPTY_ACCOUNT, "payment", 0.5)).toThrow(RangeError);
    expect(() => afterPosting(EMPTY_ACCOUNT, "payment", MOST_SATS + 1)).toThrow(RangeError);
  });
});
