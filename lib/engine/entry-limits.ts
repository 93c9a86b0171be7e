import { ACTIONS, type Action, type Actor } from "../access/action";
import type { NewEntry } from "../journal/entry";
import { Refusal } from "../refusal";
import { runtime } from "../runtime";
import { Bucket } from "./rate-limit";

/** What a key may add to the journal for each request it may make: the rest are reads and signals. */
const ENTRIES_PER_REQUEST = 0.5;
/** Somebody at a screen, who may load a file of agents. */
const PER_PERSON = { second: 50, burst: 10_000 };
/** A key may add so many seconds' worth at once. */
const BURST_SECONDS = 60;

/**
 * What each actor adds to the journal. Nobody is refused for what an act will add, but for what earlier ones have added: a
 * file of 5,000 agents passes, and is paid off before the next act. The environment key and Muster itself have no limit.
 */
export class EntryLimits {
  /** By name, then by rate: keys of one name may have several, and what one of them adds counts against all. */
  private readonly byName = new Map<string, Map<number, Bucket>>();

  /** Refuses 429 `access/rate` while the actor has added more than it may. */
  admit(actor: Actor): void {
    const bucket = this.bucketOf(actor);
    const wait = bucket?.debt(seconds()) ?? 0;
    if (!bucket || wait === 0) return;
    runtime().metrics.limited.inc({ limit: "entries" });
    throw new Refusal(
      429,
      "access/rate",
      `${actor.kind === "key" ? "This key" : "You"} may add ${bucket.perSecond.toLocaleString("en")} entries a second to the journal, and added more. Wait for Retry-After.`,
      undefined,
      Math.max(1, Math.ceil(wait)),
    );
  }

  /** Counts an entry that is committed; those of ingest commits are limited as signals. */
  charge({ actor, type }: Pick<NewEntry, "actor" | "type">): void {
    if (type === "signals.recorded") return;
    for (const bucket of this.byName.get(actor)?.values() ?? []) bucket.charge(1, seconds());
  }

  private bucketOf(actor: Actor): Bucket | null {
    const rate = rateOf(actor);
    if (!rate) return null;
    const byRate = this.byName.get(actor.name) ?? new Map<number, Bucket>();
    this.byName.set(actor.name, byRate);
    const bucket = byRate.get(rate.second) ?? new Bucket(rate.second, rate.burst, seconds());
    byRate.set(rate.second, bucket);
    return bucket;
  }
}

/** Whether an act adds entries on its actor's account. */
export function addsEntries(action: Action): boolean {
  const scope = ACTIONS[action];
  return scope !== "read" && scope !== "ingest";
}

function rateOf(actor: Actor): { second: number; burst: number } | null {
  if (actor.kind === "session") return PER_PERSON;
  const limits = runtime().keys.limits(actor);
  if (!limits) return null;
  const second = Math.max(1, limits.requests.perSecond * ENTRIES_PER_REQUEST);
  return { second, burst: second * BURST_SECONDS };
}

const seconds = (): number => performance.now() / 1000;
