import { expireTasks } from "../commands/expire-tasks";
import { runtime } from "../runtime";
import { Alarm, type Arm } from "./alarm";

// More would hold the writer's slot for long: each may be decided anew.
const TASKS_AT_ONCE = 20;

/** Ends every task whose state times out when its instant comes; what was missed while nothing ran, at once. */
export function watchDeadlines(arm: Arm): Alarm {
  const { deadlines, now, log } = runtime();
  const onError = (error: unknown) => log.error({ job: "deadlines", err: error }, "background job failed");
  return new Alarm(deadlines, TASKS_AT_ONCE, expireTasks, { now, arm, onError });
}
