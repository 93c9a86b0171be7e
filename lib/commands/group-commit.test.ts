import { afterEach, beforeEach, expect, it } from "vitest";
import { dryRun } from "../reads/decisions";
import { readTasks } from "../reads/tasks";
import { type Bench, freshRuntime, OWNER, record, signal } from "../testing";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import { ableAgent } from "./able-agent.fixture";
import { changeTrustPolicy } from "./change-trust-policy";
import { currentClaim, type OpenClaim, withClaim } from "./claim";
import { inGroup } from "./group-commit";
import { submitTask } from "./submit-task";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(() => bench.stop());

it("what goes wrong once a commit is on disk undoes nothing, repeats nothing, and is nobody else's failure", async () => {
  const busy = Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" });
  const broken = inGroup(1, (commit) => {
    commit.onCommitted(() => {
      throw busy;
    });
    return "done";
  });
  const beside = submitTask(OWNER, { description: "Translate the manual" });
  expect(await broken).toBe("done");
  const { taskId } = await beside;
  expect(readTasks(OWNER, { limit: 10 }).items.map(({ id }) => id)).toEqual([taskId]);
});

it("an agent whose first registration failed is known to routing once it is registered", async () => {
  await changeTrustPolicy(OWNER, { ...DEFAULT_TRUST_POLICY, autoRegister: true, reason: "Let them in" });
  const { raw } = bench.runtime.store;
  raw.exec("CREATE TRIGGER broken BEFORE INSERT ON JournalEntry BEGIN SELECT RAISE(ABORT, 'out of ink'); END");
  await expect(record([signal("scout", "output_quality", 1)])).rejects.toThrow("out of ink");
  raw.exec("DROP TRIGGER broken");
  await ableAgent("scout");
  const task = { description: "Translate the manual" };
  expect(dryRun(OWNER, { ...task, bids: { scout: 50 } }).assigned).toBe("scout");
  expect(dryRun(OWNER, task).assigned).toBe("scout");
});

it("what follows from a commit belongs to no request, so that no task put to its agent later takes a claim along", async () => {
  const claim: OpenClaim = {
    credential: "c",
    operation: "POST /tasks",
    key: "k",
    fingerprint: "f",
    createdAt: 0,
    kept: "nothing",
  };
  const claims: unknown[] = [];
  await withClaim(claim, () =>
    inGroup(1, (commit) => {
      commit.onCommitted(() => claims.push(currentClaim() ?? "none"));
    }),
  );
  expect(claims).toEqual(["none"]);
  expect(claim.kept).toBe("effect");
});
