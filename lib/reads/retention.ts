import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { type SettingVersion, settingHistory, settingInForce } from "../store/settings";
import type { Retention, RetentionVersion, Storage } from "../trust/retention-shape";

const SIZES_KEPT_MS = 60_000;

/** What is kept how long now. */
export async function readRetention(actor: Actor): Promise<RetentionVersion> {
  authorise(actor, "readSettings");
  return retentionInForce();
}

/** The same for a command that has authorised its own action. */
export async function retentionInForce(): Promise<RetentionVersion> {
  const setting = await settingInForce(runtime().store.prisma, "retention");
  if (!setting) throw new Error("No retention in force.");
  return present(setting);
}

/** Versions newest first. */
export async function readRetentionHistory(
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ items: RetentionVersion[]; nextCursor: string | null }> {
  authorise(actor, "readSettings");
  const before = cursor === undefined ? undefined : Number(cursor);
  if (before !== undefined && !(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = await settingHistory(runtime().store.prisma, "retention", { before, limit: limit + 1 });
  const items = rows.slice(0, limit).map(present);
  return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.version) : null };
}

let measured: { at: number; sizes: Promise<Storage> } | null = null;

/** What takes how much room. Measured in a thread, because it reads the whole file, and at most once a minute. */
export function readStorage(actor: Actor): Promise<Storage> {
  authorise(actor, "readSettings");
  const { store, now } = runtime();
  if (measured === null || now() - measured.at > SIZES_KEPT_MS) {
    const measuring = { at: now(), sizes: store.measure(now()) };
    measured = measuring;
    measuring.sizes.catch(() => {
      if (measured === measuring) measured = null;
    });
  }
  return measured.sizes;
}

function present({ version, value, reason, actor, since, undoes }: SettingVersion<Retention>): RetentionVersion {
  return { ...value, version, reason, actor, since: new Date(since).toISOString(), undoes };
}
