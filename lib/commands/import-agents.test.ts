import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readAgent } from "../reads/agent";
import { readAgents } from "../reads/agents";
import { readJournal, verifyJournal } from "../reads/journal";
import { actorWith, type Bench, freshRuntime, OWNER, register } from "../testing";
import { importAgents } from "./import-agents";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await register("taken");
});
afterEach(() => bench.stop());

const given = (row: number, id?: string) => ({
  row,
  line: row + 1,
  given: { ...(id === undefined ? {} : { id }), name: `Agent ${row}`, model: "m" },
});
const ids = async () => (await readAgents(OWNER, { limit: 500 })).items.map((agent) => agent.id);
const FILE = [
  given(1, "a"),
  { row: 2, line: 3, errors: [{ pointer: "/name", code: "invalid_type", detail: "A name is needed." }] },
  given(3, "taken"),
  given(4, "a"),
  {
    row: 5,
    line: 9,
    given: { id: "coder", name: "Coder", model: "m", persona: "code" as const, rateSats: 5, config: { model: "m" } },
  },
];

describe("importing agents", () => {
  it("registers the good rows and names what is wrong with each of the others", async () => {
    expect(await importAgents(OWNER, FILE, false)).toMatchObject({
      dryRun: false,
      rows: 5,
      registered: 2,
      refused: 3,
      results: [
        { row: 1, ok: true, id: "a" },
        { row: 2, ok: false, errors: [{ pointer: "/name" }] },
        { row: 3, ok: false, id: "taken", errors: [{ pointer: "/id", code: "registry/id-taken" }] },
        { row: 4, ok: false, id: "a", errors: [{ code: "registry/id-taken" }] },
        { row: 5, line: 9, ok: true, id: "coder" },
      ],
    });
    expect(await ids()).toEqual(["taken", "a", "coder"]);
    expect((await readJournal(OWNER, { type: "agent.registered", limit: 10 })).items).toHaveLength(3);
    await bench.restart();
    expect(await ids()).toEqual(["taken", "a", "coder"]);
  });

  it("takes from a persona what the row does not say", async () => {
    await importAgents(OWNER, FILE, false);
    const coder = await readAgent(OWNER, "coder");
    expect(coder).toMatchObject({
      rateSats: 5,
      capabilities: ["code", "testing", "review"],
      architectureHash: "deea0f7771b9f0a5",
    });
    expect(coder.keywords).toHaveLength(10);
  });

  it("as a dry run says the same and stores nothing", async () => {
    const { results } = await importAgents(OWNER, FILE, true);
    expect(await ids()).toEqual(["taken"]);
    expect(results).toEqual((await importAgents(OWNER, FILE, false)).results);
  });

  it("gives ids of its own, and takes thousands", async () => {
    const rows = Array.from({ length: 1001 }, (_, i) => given(i + 1));
    const { registered, results } = await importAgents(OWNER, rows, false);
    expect(registered).toBe(1001);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1001);
    expect(bench.runtime.fleet.active.size).toBe(1002);
    expect(await verifyJournal(OWNER, true)).toMatchObject({ ok: true });
  });

  it("needs the scope operate", async () => {
    await expect(importAgents(actorWith(["read"]), FILE, true)).rejects.toMatchObject({ status: 403 });
  });
});
