import { forgetIdempotentRequests } from "../commands/forget-idempotent-requests";
import { keepSessions } from "../commands/keep-sessions";
import { noteKeyUse } from "../commands/note-key-use";
import { noteTierDrops } from "../commands/note-tier-drops";
import { takeSamples } from "../commands/take-samples";
import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import { firstRatedScore, scoreAt } from "../store/samples";
import { WriteAheadLog } from "../store/write-ahead-log";
import { SAMPLES_PER_SECOND } from "../trust/retention";
import { turns } from "../turns";
import { Alarm, type Arm, realTimer } from "./alarm";
import { cancelAuditsOfTheGone, watchSpotAudits } from "./audits";
import { watchDeadlines } from "./deadlines";
import { type FleetAgent, UNKNOWN_SCORE } from "./fleet";
import { keepWindows } from "./keep-windows";
import { Retention } from "./retention";

const DAY_MS = 86_400_000;
const SAMPLE_MS = 1_000;
// A fleet that changes faster is sampled less often, each agent in turn; a turn is a second.
const SAMPLES_PER_TURN = SAMPLES_PER_SECOND;
const MOVE_LOG_MS = 500;
const SIGN_MS = 200;
const HOUSEKEEPING_MS = 60_000;
const RETENTION_MS = 600_000;
// More would hold the writer's slot for long.
const TIERS_AT_ONCE = 10;
// Of the ten seconds that a stop may take.
const SAMPLES_AT_STOP = 5_000;
const KEEP_AT_STOP_MS = 4_000;

/** Work that nobody asks for, from samples each second to retention. Returns how to stop it. */
export async function startBackground(): Promise<() => Promise<void>> {
  const { store, config, log, writer, auditor, dispatcher, checkpoints } = runtime();
  const sampler = new Sampler();
  const writeAheadLog = await WriteAheadLog.open(store, config.databaseFile, (error) => writer.fail(error));
  const retention = new Retention();
  const tierDrops = watchTiers(realTimer);
  const spotAudits = watchSpotAudits(realTimer);
  const deadlines = watchDeadlines(realTimer);
  cancelAuditsOfTheGone();
  await auditor.start();
  dispatcher.start();
  const jobs = [
    repeat(SAMPLE_MS, "samples", () => sampler.run()),
    repeat(MOVE_LOG_MS, "write-ahead log", () => writeAheadLog.run()),
    repeat(SIGN_MS, "checkpoints", () => checkpoints.run()),
    repeat(HOUSEKEEPING_MS, "day-ago scores", refreshDayAgo, "at once"),
    repeat(HOUSEKEEPING_MS, "key use", noteKeyUse),
    repeat(HOUSEKEEPING_MS, "sessions", keepSessions),
    repeat(HOUSEKEEPING_MS, "windows", () => keepWindows()),
    repeat(RETENTION_MS, "retention", () => retention.run()),
    repeat(HOUSEKEEPING_MS, "idempotent requests", forgetIdempotentRequests),
  ];
  return async () => {
    await Promise.all(jobs.map((stop) => stop()));
    await tierDrops.stop();
    await spotAudits.stop();
    await deadlines.stop();
    await Promise.all([auditor.stop(), dispatcher.stop()]);
    await sampler.run(SAMPLES_AT_STOP);
    await noteKeyUse();
    await keepSessions();
    await writeAheadLog.close();
    await keepWindows(KEEP_AT_STOP_MS).catch((error: unknown) =>
      log.warn({ err: error }, "the windows were not kept; the next start takes longer"),
    );
  };
}

/** Journals every tier drop when its instant comes; what was missed while nothing ran, at once. */
export function watchTiers(arm: Arm): Alarm {
  const { tierDrops, now, log } = runtime();
  const onError = (error: unknown) => log.error({ job: "tier drops", err: error }, "background job failed");
  return new Alarm(tierDrops, TIERS_AT_ONCE, noteTierDrops, { now, arm, onError });
}

/** Runs a job every `ms`, without overlap, the first time after `ms` or at once; a failure is logged and the next turn comes. */
function repeat(ms: number, name: string, run: () => Promise<void>, first?: "at once"): () => Promise<void> {
  const { log } = runtime();
  let running: Promise<void> = Promise.resolve();
  let busy = false;
  const turn = () => {
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
  };
  if (first) turn();
  const timer = setInterval(turn, ms);
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
  const breathe = turns();
  for (const agent of [...fleet.active]) {
    fleet.dayAgo[agent.number] =
      scoreAt(store.raw, agent.number, then) ?? firstRatedScore(store.raw, agent.number) ?? UNKNOWN_SCORE;
    await breathe();
  }
}
