import { afterEach, beforeEach, expect, it } from "vitest";
import { readTasks } from "../reads/tasks";
import { type Bench, freshRuntime, OWNER } from "../testing";
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
