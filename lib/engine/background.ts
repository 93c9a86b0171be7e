import { forgetIdempotentRequests } from "../commands/forget-idempotent-requests";
import { noteKeyUse } from "../commands/note-key-use";
import { takeSamples } from "../commands/take-samples";
import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import { firstRatedScore, scoreAt } from "../store/samples";
import { type FleetAgent, UNKNOWN_SCORE } from "./fleet";

const DAY_MS = 86_400_000;
const SAMPLE_MS = 1_000;
// A sample dirties a page of its own; a fleet that changes faster is sampled less often, each agent in turn.
const SAMPLES_PER_TURN = 500;
const HOUSEKEEPING_MS = 60_000;
// Agents looked at before the event loop gets its turn.
const CHUNK = 200;

/** Work that nobody asks for: samples each second, day-ago scores and key use each minute. Returns how to stop it. */
export function startBackground(): () => Promise<void> {
  const sampler = new Sampler();
  const jobs = [
    repeat(SAMPLE_MS, "samples", () => sampler.run()),
    repeat(HOUSEKEEPING_MS, "day-ago scores", refreshDayAgo),
    repeat(HOUSEKEEPING_MS, "key use", noteKeyUse),
    repeat(HOUSEKEEPING_MS, "idempotent requests", forgetIdempotentRequests),
  ];
  return async () => {
    await Promise.all(jobs.map((stop) => stop()));
    await sampler.run(Number.POSITIVE_INFINITY);
    await noteKeyUse();
  };
}

/** Runs a job every `ms` without overlap; a failure is logged and the next turn comes. */
function repeat(ms: number, name: string, run: () => Promise<void>): () => Promise<void> {
  const { log } = runtime();
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = run()
      .catch((error: unknown) => {
        if (isRefusal(error)) log.warn({ job: name, code: error.code }, "background job refused");
        else log.error({ job: name, err: error }, "background job failed");
      })
      .finally(() => {
        busy = false;
      });
  }, ms);
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** Keeps samples of the agents whose row changed, those that wait longest first. */
class Sampler {
  private seenVersion = runtime().fleet.version;
  private readonly waiting = new Set<FleetAgent>();

  async run(most = SAMPLES_PER_TURN): Promise<void> {
    const { fleet } = runtime();
    const from = this.seenVersion;
    this.seenVersion = fleet.version;
    if (fleet.version > from)
      for (const agent of fleet.active) if ((fleet.changedAt[agent.number] ?? 0) > from) this.waiting.add(agent);
    const turn = [...this.waiting].slice(0, most);
    for (const agent of turn) this.waiting.delete(agent);
    await takeSamples(turn);
  }
}

/** Brings the "24 h ago" column up to date; a younger agent is compared with its first rated sample. */
export async function refreshDayAgo(): Promise<void> {
  const { fleet, store, now } = runtime();
  const then = now() - DAY_MS;
  let seen = 0;
  for (const agent of [...fleet.active]) {
    fleet.dayAgo[agent.number] =
      scoreAt(store.raw, agent.number, then) ?? firstRatedScore(store.raw, agent.number) ?? UNKNOWN_SCORE;
    if (++seen % CHUNK === 0) await new Promise<void>((resolve) => setImmediate(resolve));
  }
}
