import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { readAgents } from "../reads/agents";
import { readJournal, verifyJournal } from "../reads/journal";
import { isRefusal } from "../refusal";
import { actorWith, type Bench, freshRuntime, OWNER, record, register, signal } from "../testing";
import { DIMENSIONS } from "../trust/dimension";
import { deregisterAgent } from "./deregister-agent";
import { liftHold, resumeAgent, suspendAgent } from "./hold-agent";
import { registerAgent } from "./register-agent";
import { reinstateAgent, revokeAgent } from "./revoke-agent";
import { updateAgent } from "./update-agent";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

describe("the life of an agent", () => {
  it("begins pending and unrated, under an id that is never given twice", async () => {
    const agent = await registerAgent(OWNER, { name: "Scout", model: "m" });
    expect(agent).toMatchObject({
      status: "pending",
      rated: false,
      band: null,
      mayAct: false,
      mayNotBecause: ["not_certified", "unrated"],
    });
    expect(agent.id).toMatch(/^agent_[0-9a-f]{12}$/);
    await expect(registerAgent(OWNER, { id: agent.id, name: "Other", model: "m" })).rejects.toMatchObject({
      status: 409,
      code: "registry/id-taken",
    });
  });

  it("is not begun by reading", async () => {
    await expect(readAgent(OWNER, "nobody")).rejects.toMatchObject({ status: 404 });
    expect((await readAgents(OWNER, { limit: 50 })).items).toEqual([]);
  });

  it("ends for good: deregistered agents take no action and do not come back", async () => {
    await register("a");
    await deregisterAgent(OWNER, "a", "retired");
    expect(await deregisterAgent(OWNER, "a", "again")).toMatchObject({ status: "deregistered" });
    for (const refused of [suspendAgent(OWNER, "a", "x"), revokeAgent(OWNER, "a", "x"), updateAgent(OWNER, "a", { name: "b" })]) {
      await expect(refused).rejects.toMatchObject({ status: 409, code: "registry/deregistered" });
    }
    await expect(registerAgent(OWNER, { id: "a", name: "a", model: "m" })).rejects.toMatchObject({ status: 409 });
    expect((await readJournal(OWNER, { type: "agent.deregistered", limit: 50 })).items).toHaveLength(1);
    expect((await readAgents(OWNER, { status: "deregistered", limit: 50 })).items).toMatchObject([{ id: "a" }]);
  });

  it("is suspended and resumed by an operator; other holds are lifted on their own", async () => {
    await register("a");
    await record([signal("a", "security_posture", 0, { critical: true })]);
    await suspendAgent(OWNER, "a", "looking into it");
    await expect(suspendAgent(OWNER, "a", "again")).rejects.toMatchObject({ status: 409 });
    expect((await resumeAgent(OWNER, "a", "fine")).holds.map((hold) => hold.cause)).toEqual(["critical_violation"]);
    expect((await liftHold(OWNER, "a", "critical_violation", "false alarm")).status).toBe("pending");
    await expect(resumeAgent(OWNER, "a", "again")).rejects.toMatchObject({ status: 409, code: "registry/not-suspended" });
  });

  it("keeps its holds and revocation over a restart", async () => {
    await register("a");
    await suspendAgent(OWNER, "a", "looking into it");
    await revokeAgent(OWNER, "a", "broke the rules");
    const before = await readAgent(OWNER, "a");
    await bench.restart();
    expect(await readAgent(OWNER, "a")).toEqual(before);
    expect(await reinstateAgent(OWNER, "a", "pardoned")).toMatchObject({ revoked: false, status: "suspended" });
  });

  it("changes its manifest with a version and leaves the journal a digest", async () => {
    await register("a");
    const agent = await updateAgent(OWNER, "a", { name: "Alpha", capabilities: ["sql"] });
    expect(agent).toMatchObject({ name: "Alpha", capabilities: ["sql"], version: 2 });
    const [entry] = (await readJournal(OWNER, { type: "agent.updated", limit: 1 })).items;
    expect(entry?.data).toMatchObject({ changed: ["name", "capabilities"] });
  });
});

describe("commands at once", () => {
  it("64 concurrent suspends and resumes end in a state that some serial order explains", async () => {
    await register("a");
    const calls = Array.from({ length: 64 }, (_, i) =>
      i % 2 === 0 ? suspendAgent(OWNER, "a", `s${i}`) : resumeAgent(OWNER, "a", `r${i}`),
    );
    const results = await Promise.allSettled(calls);
    for (const result of results) if (result.status === "rejected") expect(isRefusal(result.reason)).toBe(true);
    const { items } = await readJournal(OWNER, { after: 0, agentId: "a", limit: 500 });
    const moves = items.map((entry) => entry.type).filter((type) => type === "agent.suspended" || type === "agent.resumed");
    expect(moves).toEqual(moves.map((_, i) => (i % 2 === 0 ? "agent.suspended" : "agent.resumed")));
    expect(moves).toHaveLength(results.filter((result) => result.status === "fulfilled").length);
    expect((await readAgent(OWNER, "a")).holds).toHaveLength(moves.length % 2);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("commands and ingest side by side keep one valid chain", async () => {
    await register("a", "b");
    const ingest = Array.from({ length: 40 }, (_, i) => record(DIMENSIONS.map((d) => signal("a", d, (i % 10) / 10))));
    const commands = Array.from({ length: 20 }, (_, i) => updateAgent(OWNER, "b", { name: `b${i}` }));
    await Promise.all([...ingest, ...commands]);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
    expect(await bench.runtime.store.prisma.signal.count()).toBe(200);
    expect((await readAgent(OWNER, "b")).version).toBe(21);
  });
});

describe("lists", () => {
  beforeEach(async () => {
    await register("good", "fair", "new");
    await record(DIMENSIONS.flatMap((d) => [signal("good", d, 0.9), signal("fair", d, 0.4)]));
  });

  it("rank the rated, best first, the unrated after them", async () => {
    expect((await readAgents(OWNER, { limit: 50 })).items.map(({ id, rank }) => [id, rank])).toEqual([
      ["good", 1],
      ["fair", 2],
      ["new", null],
    ]);
  });

  it("filter by band, risk, rating and text, and page with a cursor", async () => {
    const ids = async (query: object) => (await readAgents(OWNER, { limit: 50, ...query })).items.map((agent) => agent.id);
    expect(await ids({ band: "verified_partner" })).toEqual(["good"]);
    expect(await ids({ atRisk: true })).toEqual(["fair"]);
    expect(await ids({ rated: false })).toEqual(["new"]);
    expect(await ids({ q: "GOO" })).toEqual(["good"]);
    const first = await readAgents(OWNER, { limit: 2 });
    expect(first.nextCursor).toBe("2");
    expect((await readAgents(OWNER, { limit: 2, cursor: "2" })).items.map((agent) => agent.id)).toEqual(["new"]);
  });

  it("need the scope read", async () => {
    await expect(readAgents(actorWith(["ingest"]), { limit: 1 })).rejects.toMatchObject({ status: 403 });
  });
});
