import PQueue from "p-queue";

/** Requests that one endpoint gets at once, and within a second. */
export type LaneLimits = { requests: number; requestsPerSecond: number };

/** Bounds what each endpoint gets, by its URL: agents behind one gateway share its lane. */
export class Lanes {
  private readonly lanes = new Map<string, PQueue>();

  constructor(private readonly limits: LaneLimits) {}

  of(url: string): PQueue {
    const known = this.lanes.get(url);
    if (known) return known;
    const { requests, requestsPerSecond } = this.limits;
    const lane = new PQueue({ concurrency: requests, interval: 1_000, intervalCap: requestsPerSecond, strict: true });
    this.lanes.set(url, lane);
    return lane;
  }

  /** To be called by whoever is done with a lane: one that nobody uses is forgotten. */
  leave(url: string): void {
    const lane = this.lanes.get(url);
    if (lane && lane.size + lane.pending === 0) this.lanes.delete(url);
  }
}
