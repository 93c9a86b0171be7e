import { Refusal } from "../refusal";

/** Work that may share a commit with others of its kind. `size` is what counts against the group's limit. */
type Waiting<Item> = { item: Item; size: number };
type Job = { run: () => Promise<void>; refuse: (error: unknown) => void };

// A group is one synchronous stretch on the event loop: about 10 ms at this size.
const GROUP_LIMIT = 2_000;
const WAITING_LIMIT = 200_000;
const BUSY_DEADLINE_MS = 10_000;

/**
 * Everything is written here, one slot at a time: a slot is a group commit of ingest or one whole command.
 * Ingest and commands take turns, so neither starves the other.
 */
export class Writer<Item> {
  private readonly group: Waiting<Item>[] = [];
  private readonly jobs: Job[] = [];
  private waitingSize = 0;
  private draining = false;
  private closed = false;
  private idle: (() => void)[] = [];
  /** Set once a commit failed in a way after which nothing may be acknowledged any more. */
  broken: Error | null = null;

  /** `commitGroup` commits all items in one transaction, or throws having stored and changed nothing. */
  constructor(
    private readonly commitGroup: (items: Item[]) => void,
    private readonly refuseItem: (item: Item, error: unknown) => void,
    private readonly onBroken: (error: Error) => void,
  ) {}

  /** Signals waiting for a commit. */
  get waiting(): number {
    return this.waitingSize;
  }

  get overloaded(): boolean {
    return this.waitingSize >= WAITING_LIMIT;
  }

  enqueue(item: Item, size: number): void {
    if (!this.accepting(item)) return;
    this.group.push({ item, size });
    this.waitingSize += size;
    this.wake();
  }

  /** Runs a command alone in a slot; it may read, decide and commit without anyone writing beside it. */
  slot<T>(run: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.broken || this.closed) return reject(unavailable(this.broken));
      this.jobs.push({ run: async () => resolve(await run()), refuse: reject });
      this.wake();
    });
  }

  /** Takes nothing new and resolves when everything taken is committed. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.draining) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  /** Writes nothing from here on: after a failed write or sync nobody knows what the disk holds. A restart reads what it is. */
  fail(error: Error): void {
    if (this.broken) return;
    this.broken = error;
    this.onBroken(error);
  }

  private accepting(item: Item): boolean {
    if (this.broken || this.closed) this.refuseItem(item, unavailable(this.broken));
    else if (this.overloaded)
      this.refuseItem(
        item,
        new Refusal(503, "store/overloaded", "Too many signals wait to be written. Send again shortly.", undefined, 1),
      );
    else return true;
    return false;
  }

  private wake(): void {
    if (this.draining) return;
    this.draining = true;
    // Requests read in the same turn of the event loop share the commit.
    setImmediate(() => void this.drain());
  }

  private async drain(): Promise<void> {
    while (this.group.length > 0 || this.jobs.length > 0) {
      if (this.group.length > 0) await this.commitNextGroup();
      const job = this.jobs.shift();
      if (job) await this.attempt(job.run, job.refuse);
      if (this.group.length > 0) await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.draining = false;
    for (const resolve of this.idle.splice(0)) resolve();
  }

  private async commitNextGroup(): Promise<void> {
    const items: Item[] = [];
    let size = 0;
    for (let next = this.group[0]; next && (items.length === 0 || size + next.size <= GROUP_LIMIT); next = this.group[0]) {
      this.group.shift();
      items.push(next.item);
      size += next.size;
    }
    this.waitingSize -= size;
    await this.attempt(
      async () => this.commitGroup(items),
      (error) => {
        for (const item of items) this.refuseItem(item, error);
      },
    );
  }

  private async attempt(run: () => Promise<void>, refuse: (error: unknown) => void): Promise<void> {
    const deadline = performance.now() + BUSY_DEADLINE_MS;
    for (let wait = 5; ; wait = Math.min(wait * 2, 200)) {
      try {
        if (this.broken) throw unavailable(this.broken);
        return await run();
      } catch (error) {
        const kind = failureOf(error);
        if (kind === "busy" && performance.now() < deadline) {
          await new Promise((resolve) => setTimeout(resolve, wait));
          continue;
        }
        if (kind === "broken") this.fail(error as Error);
        return refuse(kind === "none" ? error : refusalOf(kind));
      }
    }
  }
}

type Failure = "busy" | "full" | "broken" | "none";

/** What a failed commit means: wait and try again, wait for space, stop writing, or none of the database's business. */
export function failureOf(error: unknown): Failure {
  const text = `${(error as { code?: unknown } | null)?.code ?? ""} ${error instanceof Error ? error.message : ""}`;
  if (/SQLITE_BUSY|SQLITE_LOCKED|database is locked|SocketTimeout|P1008/.test(text)) return "busy";
  // The index of the log beside the database grows in steps; it says so in its own way where there is no room for one.
  if (/SQLITE_FULL|SQLITE_IOERR_SHMSIZE|database or disk is full/.test(text)) return "full";
  if (/SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN)|disk I\/O error|disk image is malformed/.test(text)) return "broken";
  return "none";
}

function refusalOf(kind: Exclude<Failure, "none">): Refusal {
  if (kind === "busy")
    return new Refusal(503, "store/busy", "Another program holds the database. Nothing was stored; send again.", undefined, 1);
  if (kind === "full")
    return new Refusal(503, "store/full", "The disk is full. Nothing was stored; send again once there is space.", undefined, 5);
  return unavailable(null);
}

function unavailable(broken: Error | null): Refusal {
  return new Refusal(
    503,
    broken ? "store/failed" : "store/closing",
    broken ? "The database failed; Muster stopped writing." : "Muster is stopping.",
    undefined,
    5,
  );
}
