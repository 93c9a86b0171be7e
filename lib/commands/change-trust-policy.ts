import { type Actor, authorise } from "../access/action";
import type { NewEntry } from "../journal/entry";
import { trustPolicyInForce } from "../reads/settings";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import type { TrustPolicy } from "../trust/policy";
import type { TrustPolicyVersion } from "../trust/setting";
import { runCommand } from "./run";

export type TrustPolicyChange = Partial<TrustPolicy> & { reason: string; ifVersion?: number };

/**
 * Puts a new trust policy in force; members not given keep their value. Revocation stays what it is: a raised line revokes at the next signal or weight change,
 * never by itself. Refuses 409 `trust-policy/version`, 422 `trust-policy/lines` when the warning line is under the revocation line.
 */
export async function changeTrustPolicy(
  actor: Actor,
  { reason, ifVersion, ...given }: TrustPolicyChange,
): Promise<TrustPolicyVersion> {
  authorise(actor, "changeTrustPolicy");
  await runCommand(async (now) => {
    const { fleet, store } = runtime();
    const inForce = fleet.policy.version;
    if (ifVersion !== undefined && ifVersion !== inForce) {
      throw new Refusal(
        409,
        "trust-policy/version",
        `Version ${inForce} is in force, not ${ifVersion}: someone changed the policy meanwhile.`,
      );
    }
    const policy: TrustPolicy = { ...fleet.policy.policy, ...given };
    if (policy.warningThreshold < policy.revocationThreshold) {
      throw new Refusal(422, "trust-policy/lines", "The warning line must not be under the revocation line.", [
        { pointer: "/warningThreshold", code: "trust-policy/lines", detail: `Must be at least ${policy.revocationThreshold}.` },
      ]);
    }
    const version = inForce + 1;
    const entry: NewEntry = {
      id: newId(),
      type: "trust_policy.changed",
      actor: actor.name,
      data: { version, policy, previous: fleet.policy.policy, reason },
    };
    return {
      writes: [
        store.prisma.setting.create({
          data: {
            kind: "trust_policy",
            version,
            value: JSON.stringify(policy),
            reason,
            actor: actor.name,
            since: BigInt(now),
            entryId: entry.id,
          },
        }),
      ],
      entries: [entry],
      apply: () => fleet.setPolicy({ version, policy }),
      changed: [...fleet.active],
      result: undefined,
    };
  });
  return trustPolicyInForce();
}
