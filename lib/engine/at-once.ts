import type { Actor } from "../access/action";
import { Refusal } from "../refusal";

/** How many of a kind of work may be under way, for one actor and for all. */
class AtOnce {
  private readonly byActor = new Map<string, number>();
  private running = 0;

  constructor(private readonly most: { actor: number; all: number; retrySeconds: number }) {}

  /** Lets the actor begin; the answer is to be called once it has ended. Refuses 429 and 503 `http/busy`. */
  enter({ id }: Actor): () => void {
    const own = this.byActor.get(id) ?? 0;
    if (own >= this.most.actor) throw this.refusal(429, `${own} of your requests of this kind are still under way.`);
    if (this.running >= this.most.all) throw this.refusal(503, `${this.running} requests of this kind are under way.`);
    this.byActor.set(id, own + 1);
    this.running += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.running -= 1;
      const others = (this.byActor.get(id) ?? 1) - 1;
      if (others > 0) this.byActor.set(id, others);
      else this.byActor.delete(id);
    };
  }

  private refusal(status: 429 | 503, detail: string): Refusal {
    return new Refusal(status, "http/busy", `${detail} Send again after Retry-After.`, undefined, this.most.retrySeconds);
  }
}

/** What takes memory or time for as long as it runs. */
export const createAtOnce = () => ({
  exports: new AtOnce({ actor: 2, all: 4, retrySeconds: 5 }),
  imports: new AtOnce({ actor: 1, all: 1, retrySeconds: 2 }),
  reports: new AtOnce({ actor: 4, all: 12, retrySeconds: 1 }),
});
export type AtOnceOf = ReturnType<typeof createAtOnce>;
