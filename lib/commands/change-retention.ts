import { type Actor, authorise } from "../access/action";
import { retentionInForce } from "../reads/retention";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { newId } from "../store/journal";
import { settingVersion } from "../store/settings";
import { retentionFault } from "../trust/retention";
import type { Retention, RetentionVersion } from "../trust/retention-shape";
import { type Decision, runCommand } from "./run";

export type RetentionChange = Partial<Retention> & { reason: string; ifVersion?: number };

/**
 * Puts another retention in force; members not given keep their value. What is older is thinned in the background, and no
 * undo brings it back. Refuses 409 `retention/version` when `ifVersion` is not in force, 422 `retention/order`.
 */
export async function changeRetention(actor: Actor, { reason, ifVersion, ...given }: RetentionChange): Promise<RetentionVersion> {
  authorise(actor, "changeRetention");
  await runCommand(async (now) => {
    const inForce = runtime().retention;
    if (ifVersion !== undefined && ifVersion !== inForce.version) {
      const detail = `Version ${inForce.version} is in force, not ${ifVersion}: someone changed the retention meanwhile.`;
      throw new Refusal(409, "retention/version", detail);
    }
    const retention: Retention = { ...inForce.value, ...given };
    const fault = retentionFault(retention);
    if (fault)
      throw new Refusal(422, "retention/order", fault.why, [
        { pointer: `/${fault.member}`, code: "retention/order", detail: fault.why },
      ]);
    return decided({ actor, retention, reason, now, undoes: null });
  });
  return retentionInForce();
}

/**
 * Restores the retention from before `version` as a new version; what was thinned meanwhile stays thinned. Refuses 404
 * `retention/unknown-version`, 409 `retention/superseded` and `retention/first-version`.
 */
export async function undoRetention(
  actor: Actor,
  { version, reason }: { version: number; reason: string },
): Promise<RetentionVersion> {
  authorise(actor, "undoRetention");
  await runCommand(async (now) => {
    const { retention, store } = runtime();
    const change = await settingVersion(store.prisma, "retention", version);
    const former = await settingVersion(store.prisma, "retention", version - 1);
    if (!change) throw new Refusal(404, "retention/unknown-version", `There is no version ${version} of the retention.`);
    if (version !== retention.version) {
      const detail = `Version ${retention.version} is in force; only the newest change can be undone.`;
      throw new Refusal(409, "retention/superseded", detail);
    }
    if (!former)
      throw new Refusal(409, "retention/first-version", "This is the retention Muster started with; there is nothing before it.");
    return decided({ actor, retention: former.value, reason, now, undoes: version });
  });
  return retentionInForce();
}

type Change = { actor: Actor; retention: Retention; reason: string; now: number; undoes: number | null };

function decided({ actor, retention, reason, now, undoes }: Change): Decision<undefined> {
  const rt = runtime();
  const entryId = newId();
  const version = rt.retention.version + 1;
  const row = { kind: "retention", version, value: JSON.stringify(retention), reason, since: BigInt(now), entryId, undoes };
  return {
    writes: [rt.store.prisma.setting.create({ data: { ...row, actor: actor.name } })],
    entries: [
      {
        id: entryId,
        type: "retention.changed",
        actor: actor.name,
        data: { version, retention, previous: rt.retention.value, reason, undoes },
      },
    ],
    apply: () => {
      rt.retention = { version, value: retention };
    },
    result: undefined,
  };
}
