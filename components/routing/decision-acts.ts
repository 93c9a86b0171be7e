import type { Act } from "@/lib/http/problem";
import type { Decision, DecisionReplay } from "@/lib/routing/decision-shape";
import type { Task, TaskOutcome, TaskSubmission } from "@/lib/routing/task-shape";

/** What can be done about tasks and decisions; pages hand them down. */
export type RoutingActs = {
  submit: Act<TaskSubmission, Decision>;
  override: Act<{ id: string; agentId: string; reason: string }, Decision>;
  /** `id` is that of the task. */
  report: Act<TaskOutcome & { id: string }, Task>;
  replay: Act<{ id: string }, DecisionReplay>;
};
