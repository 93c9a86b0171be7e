import type { RoutingActs } from "@/components/routing/decision-acts";
import { overrideDecision, replayDecision, reportOutcome, submitTask } from "../actions";

/** What can be done about tasks and decisions, for the pages that show them. */
export const ROUTING_ACTS: RoutingActs = {
  submit: submitTask,
  override: overrideDecision,
  report: reportOutcome,
  replay: replayDecision,
};
