"use server";

import { z } from "zod";
import { KeyPatch, KeyRotation, NewKey } from "@/lib/access/key";
import { NewUser, UserPatch } from "@/lib/access/user";
import { DefaultView, NewView, ViewPatch } from "@/lib/access/view";
import { acceptArchitecture as accept } from "@/lib/commands/accept-architecture";
import { cancelAudit as stopAudit } from "@/lib/commands/cancel-audit";
import { changeGate as putGate, undoGate as takeBackGate } from "@/lib/commands/change-gate";
import { changeOwnEmail as putOwnEmail, changeOwnPassword as putOwnPassword } from "@/lib/commands/change-own-account";
import { changeRetention as putRetention, undoRetention as takeBackRetention } from "@/lib/commands/change-retention";
import {
  changeRoutingPolicy as putRoutingPolicy,
  undoRoutingPolicy as takeBackRoutingPolicy,
} from "@/lib/commands/change-routing-policy";
import { changeTrustPolicy as change } from "@/lib/commands/change-trust-policy";
import { changeWeights as putWeights, undoWeights as takeBackWeights } from "@/lib/commands/change-weights";
import { chooseDefaultView as chooseView } from "@/lib/commands/choose-default-view";
import { createBackup as createBackupFile } from "@/lib/commands/create-backup";
import { createKey as makeKey } from "@/lib/commands/create-key";
import { createUser as addUser } from "@/lib/commands/create-user";
import { removeDemo as endDemo, loadDemo as startDemo } from "@/lib/commands/demo";
import { deregisterAgent as deregister } from "@/lib/commands/deregister-agent";
import { endOtherSessions as endAllOthers, endSession } from "@/lib/commands/end-sessions";
import { endUserSessions as endAllOf } from "@/lib/commands/end-user-sessions";
import { liftHold as lift, resumeAgent as resume, suspendAgent as suspend } from "@/lib/commands/hold-agent";
import { markSeen as noteSeen } from "@/lib/commands/mark-seen";
import { overrideDecision as override } from "@/lib/commands/override-decision";
import { putTourAway as endTour } from "@/lib/commands/put-tour-away";
import { registerAgent as register } from "@/lib/commands/register-agent";
import { removeView as dropView } from "@/lib/commands/remove-view";
import { reportOutcome as report } from "@/lib/commands/report-outcome";
import { requestAudit as audit } from "@/lib/commands/request-audit";
import { requestAudits as auditAll } from "@/lib/commands/request-audits";
import { reinstateAgent as reinstate, revokeAgent as revoke } from "@/lib/commands/revoke-agent";
import { revokeKey as endKey } from "@/lib/commands/revoke-key";
import { rotateKey as replaceKey } from "@/lib/commands/rotate-key";
import { saveView as keepView } from "@/lib/commands/save-view";
import { createSignInLinkFor } from "@/lib/commands/sign-in";
import { submitTask as submit } from "@/lib/commands/submit-task";
import { topUpAccount as topUp } from "@/lib/commands/top-up-account";
import { updateAgent as update } from "@/lib/commands/update-agent";
import { updateKey as changeKey } from "@/lib/commands/update-key";
import { updateUser as changeUser } from "@/lib/commands/update-user";
import { updateView as changeView } from "@/lib/commands/update-view";
import { act } from "@/lib/http/act";
import { currentBrowser, dropSession, keepSession } from "@/lib/http/browser";
import type { ActionResult } from "@/lib/http/problem";
import { NewBackup } from "@/lib/journal/backup";
import { replayDecision as replay } from "@/lib/reads/decisions";
import { previewGate as foresee } from "@/lib/reads/gate";
import { previewRoutingPolicy as foreseeRouting } from "@/lib/reads/policy-effect";
import { AgentPatch, AgentRegistration, Architecture, HOLD_CAUSES } from "@/lib/registry/agent";
import { AuditRequest } from "@/lib/registry/audit";
import { Gate } from "@/lib/registry/gate-shape";
import { TopUp } from "@/lib/routing/account-shape";
import { Override } from "@/lib/routing/decision-shape";
import { RoutingPolicyChange, RoutingPolicyQuestion } from "@/lib/routing/policy-shape";
import { TaskOutcome, TaskSubmission } from "@/lib/routing/task-shape";
import { TrustPolicy } from "@/lib/trust/policy-shape";
import { Retention } from "@/lib/trust/retention-shape";
import { Weights } from "@/lib/trust/weights-shape";

const reason = z.string().trim().min(1, "A reason is needed.").max(2000);
const id = z.string().max(200);
const ifVersion = z.int().positive().optional();
/** Beyond it nobody meant all of them. */
const MOST_AUDITS = 1000;
const AboutAgent = z.strictObject({ id, reason });
const Nothing = z.null();

const weights = act(z.strictObject({ weights: Weights, reason, ifVersion }), putWeights);
const undo = act(z.strictObject({ version: z.int().positive(), reason }), takeBackWeights);
const policy = act(TrustPolicy.extend({ reason, ifVersion }), change);
const gate = act(Gate.extend({ reason, ifVersion }), putGate);
const gateForeseen = act(Gate, foresee);
const gateUndone = act(z.strictObject({ version: z.int().positive(), reason }), takeBackGate);
const retention = act(Retention.extend({ reason, ifVersion }), putRetention);
const retentionUndone = act(z.strictObject({ version: z.int().positive(), reason }), takeBackRetention);
const policyName = z.string().max(200);
const routingPolicy = act(RoutingPolicyChange.extend({ name: policyName }), (actor, { name, ...given }) =>
  putRoutingPolicy(actor, name, given),
);
const routingForeseen = act(RoutingPolicyQuestion.extend({ name: policyName }), (actor, { name, ...question }) =>
  foreseeRouting(actor, name, question),
);
const routingUndone = act(
  z.strictObject({ name: policyName, version: z.int().positive(), reason }),
  (actor, { name, ...given }) => takeBackRoutingPolicy(actor, name, given),
);
const suspended = act(AboutAgent, (actor, { id, reason }) => suspend(actor, id, reason));
const resumed = act(AboutAgent, (actor, { id, reason }) => resume(actor, id, reason));
const revoked = act(AboutAgent, (actor, { id, reason }) => revoke(actor, id, reason));
const reinstated = act(AboutAgent, (actor, { id, reason }) => reinstate(actor, id, reason));
const lifted = act(AboutAgent.extend({ cause: z.enum(HOLD_CAUSES) }), (actor, { id, cause, reason }) =>
  lift(actor, id, cause, reason),
);
const accepted = act(
  AboutAgent.extend({ architectureHash: Architecture.shape.architectureHash.unwrap() }),
  (actor, { id, ...given }) => accept(actor, id, given),
);
const toppedUp = act(TopUp.extend({ id }), (actor, { id, ...given }) => topUp(actor, id, given));
const deregistered = act(AboutAgent, (actor, { id, reason }) => deregister(actor, id, reason));
const registered = act(AgentRegistration, register);
const updated = act(z.strictObject({ id, patch: AgentPatch }), (actor, { id, patch }) => update(actor, id, patch));
const audited = act(AuditRequest.extend({ agentId: id }), (actor, { agentId, ...request }) => audit(actor, agentId, request));
const allAudited = act(
  AuditRequest.extend({ agentIds: z.array(id).min(1).max(MOST_AUDITS) }),
  (actor, { agentIds, ...request }) => auditAll(actor, agentIds, request),
);
const auditStopped = act(z.strictObject({ id }), (actor, { id }) => stopAudit(actor, id));
const submitted = act(TaskSubmission, submit);
const overridden = act(Override.extend({ id }), (actor, { id, ...given }) => override(actor, id, given));
const reported = act(TaskOutcome.extend({ id }), (actor, { id, ...outcome }) => report(actor, id, outcome));
const replayed = act(z.strictObject({ id }), async (actor, { id }) => replay(actor, id));
const created = act(NewKey, (actor, key) => makeKey(actor, key));
const limited = act(KeyPatch.extend({ id }), (actor, { id, ...patch }) => changeKey(actor, id, patch));
const replaced = act(KeyRotation.extend({ id }), (actor, { id, ...rotation }) => replaceKey(actor, id, rotation));
const ended = act(z.strictObject({ id }), (actor, { id }) => endKey(actor, id));
const userAdded = act(NewUser, addUser);
const userChanged = act(UserPatch.extend({ id }), (actor, { id, ...patch }) => changeUser(actor, id, patch));
const userLinked = act(z.strictObject({ id }), (actor, { id }) => createSignInLinkFor(actor, id));
const sessionsEnded = act(z.strictObject({ userId: id }), (actor, { userId }) => endAllOf(actor, userId));
const present = z.string().max(500).optional();
const passwordChanged = act(z.strictObject({ password: z.string().max(500), present }), async (actor, given) => {
  await keepSession(await putOwnPassword(actor, given, await currentBrowser()));
  return null;
});
const emailChanged = act(z.strictObject({ email: NewUser.shape.email.unwrap(), present }), putOwnEmail);
const seen = act(z.strictObject({ seq: z.int().min(0).nullable(), at: z.int().min(0).optional() }), noteSeen);
const ownEnded = act(z.strictObject({ id }), (actor, { id }) => endSession(actor, id));
const othersEnded = act(Nothing, endAllOthers);
const tourPutAway = act(Nothing, endTour);
const signedOut = act(Nothing, (actor) =>
  actor.sessionId === null ? Promise.resolve(null) : endSession(actor, actor.sessionId),
);
const viewSaved = act(NewView, keepView);
const viewChanged = act(ViewPatch.extend({ id }), (actor, { id, ...patch }) => changeView(actor, id, patch));
const viewRemoved = act(z.strictObject({ id }), (actor, { id }) => dropView(actor, id));
const viewChosen = act(DefaultView, chooseView);
const backedUp = act(NewBackup, createBackupFile);
const demoLoaded = act(Nothing, startDemo);
const demoRemoved = act(Nothing, endDemo);

// A "use server" file may export nothing but async functions written as such.
type Input<F> = F extends (input: infer I) => unknown ? I : never;

export async function changeWeights(input: Input<typeof weights>) {
  return weights(input);
}
export async function undoWeights(input: Input<typeof undo>) {
  return undo(input);
}
export async function changeTrustPolicy(input: Input<typeof policy>) {
  return policy(input);
}
export async function changeGate(input: Input<typeof gate>) {
  return gate(input);
}
export async function previewGate(input: Input<typeof gateForeseen>) {
  return gateForeseen(input);
}
export async function undoGate(input: Input<typeof gateUndone>) {
  return gateUndone(input);
}
export async function changeRetention(input: Input<typeof retention>) {
  return retention(input);
}
export async function undoRetention(input: Input<typeof retentionUndone>) {
  return retentionUndone(input);
}
export async function changeRoutingPolicy(input: Input<typeof routingPolicy>) {
  return routingPolicy(input);
}
export async function previewRoutingPolicy(input: Input<typeof routingForeseen>) {
  return routingForeseen(input);
}
export async function undoRoutingPolicy(input: Input<typeof routingUndone>) {
  return routingUndone(input);
}
export async function suspendAgent(input: Input<typeof suspended>) {
  return suspended(input);
}
export async function resumeAgent(input: Input<typeof resumed>) {
  return resumed(input);
}
export async function revokeAgent(input: Input<typeof revoked>) {
  return revoked(input);
}
export async function reinstateAgent(input: Input<typeof reinstated>) {
  return reinstated(input);
}
export async function liftHold(input: Input<typeof lifted>) {
  return lifted(input);
}
export async function acceptArchitecture(input: Input<typeof accepted>) {
  return accepted(input);
}
export async function topUpAccount(input: Input<typeof toppedUp>) {
  return toppedUp(input);
}
export async function deregisterAgent(input: Input<typeof deregistered>) {
  return deregistered(input);
}
export async function registerAgent(input: Input<typeof registered>) {
  return registered(input);
}
export async function updateAgent(input: Input<typeof updated>) {
  return updated(input);
}
export async function requestAudit(input: Input<typeof audited>) {
  return audited(input);
}
export async function requestAudits(input: Input<typeof allAudited>) {
  return allAudited(input);
}
export async function cancelAudit(input: Input<typeof auditStopped>) {
  return auditStopped(input);
}
export async function submitTask(input: Input<typeof submitted>) {
  return submitted(input);
}
export async function overrideDecision(input: Input<typeof overridden>) {
  return overridden(input);
}
export async function reportOutcome(input: Input<typeof reported>) {
  return reported(input);
}
export async function replayDecision(input: Input<typeof replayed>) {
  return replayed(input);
}
export async function createKey(input: Input<typeof created>) {
  return created(input);
}
export async function updateKey(input: Input<typeof limited>) {
  return limited(input);
}
export async function rotateKey(input: Input<typeof replaced>) {
  return replaced(input);
}
export async function revokeKey(input: Input<typeof ended>) {
  return ended(input);
}
export async function createUser(input: Input<typeof userAdded>) {
  return userAdded(input);
}
export async function updateUser(input: Input<typeof userChanged>) {
  return userChanged(input);
}
export async function createUserLink(input: Input<typeof userLinked>) {
  return userLinked(input);
}
export async function endUserSessions(input: Input<typeof sessionsEnded>) {
  return sessionsEnded(input);
}
export async function saveView(input: Input<typeof viewSaved>) {
  return viewSaved(input);
}
export async function updateView(input: Input<typeof viewChanged>) {
  return viewChanged(input);
}
export async function removeView(input: Input<typeof viewRemoved>) {
  return viewRemoved(input);
}
export async function chooseDefaultView(input: Input<typeof viewChosen>) {
  return viewChosen(input);
}
export async function createBackup(input: Input<typeof backedUp>) {
  return backedUp(input);
}
export async function loadDemo(input: null) {
  return demoLoaded(input);
}
export async function removeDemo(input: null) {
  return demoRemoved(input);
}

export async function changeOwnPassword(input: Input<typeof passwordChanged>) {
  return passwordChanged(input);
}
export async function changeOwnEmail(input: Input<typeof emailChanged>) {
  return emailChanged(input);
}
export async function markSeen(input: Input<typeof seen>) {
  return seen(input);
}
export async function endOneSession(input: Input<typeof ownEnded>) {
  return ownEnded(input);
}
export async function endOtherSessions(input: null) {
  return othersEnded(input);
}

export async function putTourAway(input: null) {
  return tourPutAway(input);
}

/** Ends the session of this browser, wherever else it is open, and its sockets. */
export async function signOut(_: null): Promise<ActionResult<null>> {
  const result = await signedOut(null);
  const isOver = !result.ok && result.problem.status === 401;
  if (result.ok || isOver) await dropSession();
  return isOver ? { ok: true, data: null } : result;
}
