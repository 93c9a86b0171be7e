import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readJournal } from "../reads/journal";
import { readRoutingPolicies, readRoutingPolicy, readRoutingPolicyHistory } from "../reads/routing-policies";
import { BALANCED, CLASSIC } from "../routing/policy";
import { runtime } from "../runtime";
import { actorWith, type Bench, freshRuntime, OWNER } from "../testing";
import { changeRoutingPolicy, undoRoutingPolicy } from "./change-routing-policy";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

const CHEAP = { capability: 0.3, price: 0.6, trust: 0.1, track: 0, load: 0 };
const change = (name: string, more: object = {}) =>
  changeRoutingPolicy(OWNER, name, { weights: CHEAP, reason: "cheaper", ...more });
const entries = async () => (await readJournal(OWNER, { type: "routing_policy.changed", limit: 50 })).items;

describe("the policies in force", () => {
  it("are balanced and classic as they come, each in its first version, also where an older database had none", async () => {
    const asTheyCome = [
      { ...BALANCED, version: 1, reason: "Default", undoes: null },
      { ...CLASSIC, version: 1, reason: "Default", undoes: null },
    ];
    expect((await readRoutingPolicies(OWNER)).items).toMatchObject(asTheyCome);
    expect(runtime().policies.get("balanced")).toEqual({ version: 1, policy: BALANCED });
    bench.runtime.store.raw.prepare("DELETE FROM Setting WHERE kind LIKE 'routing_policy:%'").run();
    await bench.restart();
    expect((await readRoutingPolicies(OWNER)).items).toMatchObject(asTheyCome);
    expect(runtime().policies.get("classic")).toEqual({ version: 1, policy: CLASSIC });
  });
});

describe("changing a policy", () => {
  it("puts the next version in force at once and over a restart; members not given stay", async () => {
    expect(await change("balanced", { ifVersion: 1 })).toMatchObject({
      version: 2,
      weights: CHEAP,
      minimumCapability: BALANCED.minimumCapability,
      synonyms: BALANCED.synonyms,
      actor: OWNER.name,
    });
    const inForce = runtime().policies.get("balanced");
    expect(inForce).toEqual({ version: 2, policy: { ...BALANCED, weights: CHEAP } });
    await bench.restart();
    expect(runtime().policies.get("balanced")).toEqual(inForce);
    expect(await entries()).toMatchObject([
      {
        actor: OWNER.name,
        data: {
          name: "balanced",
          version: 2,
          policy: { weights: CHEAP, synonyms: 4 },
          previous: { weights: BALANCED.weights },
          reason: "cheaper",
          undoes: null,
        },
      },
    ]);
  });

  it("makes a policy where the name is new, beginning as balanced came", async () => {
    await change("balanced", { minimumCapability: 0.5 });
    expect(await changeRoutingPolicy(OWNER, "night-shift", { minimumCapability: 0.1, reason: "nights" })).toMatchObject({
      name: "night-shift",
      version: 1,
      weights: BALANCED.weights,
      minimumCapability: 0.1,
    });
    expect((await readRoutingPolicies(OWNER)).items.map(({ name }) => name)).toEqual(["balanced", "classic", "night-shift"]);
    expect((await entries())[0]?.data).toMatchObject({ name: "night-shift", version: 1, previous: null });
  });

  it("keeps synonyms of any size out of the journal, where their hash stands", async () => {
    const synonyms = [{ heads: ["law"], related: Array.from({ length: 64 }, (_, i) => `word-${i}`) }];
    expect(await change("balanced", { synonyms })).toMatchObject({ synonyms });
    const [entry] = await entries();
    expect(entry?.data.policy).toMatchObject({ synonyms: 1, synonymsSha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(entry)).not.toContain("word-7");
  });

  it("is refused for classic, another version, a name that none may have, and who may not; nothing is left behind", async () => {
    await expect(change("classic")).rejects.toMatchObject({ status: 409, code: "routing/classic" });
    await expect(change("balanced", { ifVersion: 7 })).rejects.toMatchObject({ status: 409, code: "routing/version" });
    await expect(change("new", { ifVersion: 1 })).rejects.toMatchObject({ status: 409, code: "routing/version" });
    for (const name of ["", "Big", "ünder", "a b", "a".repeat(65), "a:b", "constructor!"])
      await expect(change(name)).rejects.toMatchObject({ status: 422, code: "http/schema" });
    for (const scopes of [["read"], ["read", "route", "audit", "operate"]] as const)
      await expect(changeRoutingPolicy(actorWith(scopes), "balanced", { reason: "no" })).rejects.toMatchObject({ status: 403 });
    expect([...runtime().policies.keys()].sort()).toEqual(["balanced", "classic"]);
    expect(await entries()).toEqual([]);
  });

  it("two at once for the same version: one comes into force, the other is told", async () => {
    const both = await Promise.allSettled([change("balanced", { ifVersion: 1 }), change("balanced", { ifVersion: 1 })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(runtime().policies.get("balanced")?.version).toBe(2);
  });
});

describe("undoing a change of a policy", () => {
  it("restores what was before as a new version", async () => {
    await change("balanced");
    expect(await undoRoutingPolicy(OWNER, "balanced", { version: 2, reason: "too cheap" })).toMatchObject({
      ...BALANCED,
      version: 3,
      undoes: 2,
    });
    expect(runtime().policies.get("balanced")).toEqual({ version: 3, policy: BALANCED });
    const { items, nextCursor } = await readRoutingPolicyHistory(OWNER, "balanced", { limit: 2 });
    expect(items.map(({ version, undoes }) => [version, undoes])).toEqual([
      [3, 2],
      [2, null],
    ]);
    const rest = await readRoutingPolicyHistory(OWNER, "balanced", { limit: 2, cursor: nextCursor ?? "" });
    expect(rest).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
  });

  it("is refused where it is not the newest, unknown, the first, or classic", async () => {
    const undo = (name: string, version: number) => undoRoutingPolicy(OWNER, name, { version, reason: "back" });
    await expect(undo("balanced", 1)).rejects.toMatchObject({ status: 409, code: "routing/first-version" });
    await change("balanced");
    await change("balanced", { weights: BALANCED.weights });
    await expect(undo("balanced", 2)).rejects.toMatchObject({ status: 409, code: "routing/superseded" });
    await expect(undo("balanced", 9)).rejects.toMatchObject({ status: 404, code: "routing/unknown-version" });
    await expect(undo("nobodys", 1)).rejects.toMatchObject({ status: 404, code: "routing/unknown-policy" });
    await expect(undo("classic", 1)).rejects.toMatchObject({ status: 409, code: "routing/classic" });
  });
});

it("reading takes read, and a name that none has is not found", async () => {
  const reader = actorWith(["read"]);
  expect(await readRoutingPolicy(reader, "classic")).toMatchObject({ ...CLASSIC, version: 1 });
  await expect(readRoutingPolicy(reader, "nobodys")).rejects.toMatchObject({ status: 404, code: "routing/unknown-policy" });
  await expect(readRoutingPolicyHistory(reader, "nobodys", { limit: 5 })).rejects.toMatchObject({ status: 404 });
  await expect(readRoutingPolicies(actorWith(["ingest"]))).rejects.toMatchObject({ status: 403 });
});
