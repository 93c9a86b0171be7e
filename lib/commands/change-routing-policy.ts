import { type Actor, authorise } from "../access/action";
import { routingPolicyInForce } from "../reads/routing-policies";
import { Refusal } from "../refusal";
import type { PolicyInForce } from "../routing/decide";
import { BALANCED } from "../routing/policy";
import { RoutingPolicy, type RoutingPolicyChange, type RoutingPolicyVersion } from "../routing/policy-shape";
import { isClassic } from "../routing/score";
import { runtime } from "../runtime";
import { newId, sha256 } from "../store/journal";
import { routingPolicyKind, settingVersion } from "../store/settings";
import { type Decision, runCommand } from "./run";

/**
 * Puts another version of a routing policy in force; members not given keep their value. A name that is new makes a policy,
 * which begins as `balanced` came with Muster. Decisions follow from the next one on; those made stay as they are. Refuses 409
 * `routing/version` when `ifVersion` is not the version in force, 409 `routing/classic`, 422 for a name that none may have.
 */
export async function changeRoutingPolicy(
  actor: Actor,
  name: string,
  { reason, ifVersion, ...given }: RoutingPolicyChange,
): Promise<RoutingPolicyVersion> {
  authorise(actor, "changeRoutingPolicy");
  refuseClassic(name);
  const named = RoutingPolicy.shape.name.safeParse(name);
  if (!named.success) {
    const detail = named.error.issues[0]?.message ?? "No policy may have this name.";
    throw new Refusal(422, "http/schema", detail, [{ pointer: "/name", code: "http/schema", detail }]);
  }
  await runCommand(async (now) => {
    const inForce = runtime().policies.get(name);
    if (ifVersion !== undefined && ifVersion !== inForce?.version) {
      const detail = inForce
        ? `Version ${inForce.version} of ${name} is in force, not ${ifVersion}: someone changed it meanwhile.`
        : `There is no policy ${name} yet, hence no version ${ifVersion}.`;
      throw new Refusal(409, "routing/version", detail);
    }
    const policy = { ...(inForce?.policy ?? BALANCED), ...given, name };
    return policyDecision({ actor, policy, inForce, reason, now, undoes: null });
  });
  return routingPolicyInForce(name);
}

/**
 * Restores a policy from before `version` as a new version. Refuses 404 `routing/unknown-policy` and
 * `routing/unknown-version`, 409 `routing/superseded` when a newer version is in force, `routing/first-version` and
 * `routing/classic`.
 */
export async function undoRoutingPolicy(
  actor: Actor,
  name: string,
  { version, reason }: { version: number; reason: string },
): Promise<RoutingPolicyVersion> {
  authorise(actor, "undoRoutingPolicy");
  refuseClassic(name);
  await runCommand(async (now) => {
    const { policies, store } = runtime();
    const inForce = policies.get(name);
    if (!inForce) throw new Refusal(404, "routing/unknown-policy", "There is no routing policy of this name.");
    const change = await settingVersion(store.prisma, routingPolicyKind(name), version);
    const former = await settingVersion(store.prisma, routingPolicyKind(name), version - 1);
    if (!change) throw new Refusal(404, "routing/unknown-version", `There is no version ${version} of the policy ${name}.`);
    if (version !== inForce.version) {
      const detail = `Version ${inForce.version} of ${name} is in force; only the newest change can be undone.`;
      throw new Refusal(409, "routing/superseded", detail);
    }
    if (!former)
      throw new Refusal(409, "routing/first-version", `This is the first version of ${name}; there is nothing before it.`);
    return policyDecision({ actor, policy: former.value, inForce, reason, now, undoes: version });
  });
  return routingPolicyInForce(name);
}

function refuseClassic(name: string): void {
  if (!isClassic({ name })) return;
  const detail = "The policy classic is the original router's and stays as it is: it is there to compare with.";
  throw new Refusal(409, "routing/classic", detail);
}

type Change = {
  actor: Actor;
  policy: RoutingPolicy;
  inForce: PolicyInForce | undefined;
  reason: string;
  now: number;
  undoes: number | null;
};

function policyDecision({ actor, policy, inForce, reason, now, undoes }: Change): Decision<undefined> {
  const { policies, store } = runtime();
  const { name } = policy;
  const entryId = newId();
  const version = (inForce?.version ?? 0) + 1;
  return {
    writes: [
      store.prisma.setting.create({
        data: {
          kind: routingPolicyKind(name),
          version,
          value: JSON.stringify(policy),
          reason,
          actor: actor.name,
          since: BigInt(now),
          entryId,
          undoes,
        },
      }),
    ],
    entries: [
      {
        id: entryId,
        type: "routing_policy.changed",
        actor: actor.name,
        data: {
          name,
          version,
          policy: journaled(policy),
          previous: inForce ? journaled(inForce.policy) : null,
          reason,
          undoes,
        },
      },
    ],
    apply: () => policies.set(name, { version, policy }),
    changed: [],
    result: undefined,
  };
}

/** Synonyms may be half a megabyte, and entries go to every browser: the journal holds how many there are and their hash. */
function journaled({ weights, minimumCapability, synonyms }: RoutingPolicy) {
  return { weights, minimumCapability, synonyms: synonyms.length, synonymsSha256: sha256(JSON.stringify(synonyms)) };
}
