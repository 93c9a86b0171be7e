import { z } from "zod";
import { reportOutcome } from "../commands/report-outcome";
import { readTask, readTasks } from "../reads/tasks";
import { TASK_STATUSES, Task, TaskOutcome } from "../routing/task-shape";
import { AgentId } from "../trust/signal";
import { operation } from "./operation";
import { id, page, pageOf } from "./shapes";

const statuses = z
  .string()
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(z.enum(TASK_STATUSES)))
  .meta({ description: "One or more of the statuses, separated by commas.", type: "string" });

/** The operations of tasks that are posted; part of the table of all (operations.ts). */
export const TASK_OPERATIONS = {
  listTasks: operation({
    id: "listTasks",
    method: "GET",
    path: "/tasks",
    tag: "Routing",
    summary: "Tasks, newest first, without results; of an agent those that it was given",
    action: "readFleet",
    query: z.strictObject({ ...page, status: statuses.optional(), agentId: AgentId.optional() }),
    response: pageOf(Task),
    run: ({ actor, query }) => ({ body: readTasks(actor, query) }),
  }),
  getTask: operation({
    id: "getTask",
    method: "GET",
    path: "/tasks/{id}",
    tag: "Routing",
    summary: "A task with every attempt at it",
    action: "readFleet",
    response: Task,
    run: ({ actor, params }) => ({ body: readTask(actor, id(params)) }),
  }),
  reportOutcome: operation({
    id: "reportOutcome",
    method: "POST",
    path: "/tasks/{id}/outcome",
    tag: "Routing",
    summary: "Say what came of a task: settles it once, pays or charges, and emits the signals that follow",
    action: "reportOutcome",
    body: TaskOutcome,
    response: Task,
    run: async ({ actor, params, body }) => ({ body: await reportOutcome(actor, id(params), body) }),
  }),
} as const;
