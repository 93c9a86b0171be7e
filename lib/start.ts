import { createAuth } from "./access/auth";
import { ownAddress } from "./auditors/own-address";
import { steadyClock } from "./clock";
import { commitGroup, type GroupItem } from "./commands/group-commit";
import type { Config } from "./config";
import { Agenda } from "./engine/agenda";
import { createAtOnce } from "./engine/at-once";
import { type Auditing, createAuditor } from "./engine/audits";
import { scoreRow } from "./engine/board-row";
import { Candidates } from "./engine/candidates";
import { Checkpoints } from "./engine/checkpoints";
import { createDispatcher, type Dispatching } from "./engine/dispatch";
import { EntryLimits } from "./engine/entry-limits";
import { followAll } from "./engine/follow";
import { load } from "./engine/load";
import { followOpenTasks } from "./engine/task-state";
import { Verification } from "./engine/verification";
import { createMetrics } from "./http/metrics";
import { Publisher } from "./live/publish";
import { createLog } from "./log";
import { type Runtime, setRuntime } from "./runtime";
import { Archive } from "./store/archive";
import { DecisionStatements } from "./store/decisions";
import { IdempotentRequests } from "./store/idempotency";
import { IngestStatements } from "./store/ingest";
import { lastJournaledAt } from "./store/journal";
import { Ledger } from "./store/ledger";
import { openStore } from "./store/open";
import { originOf } from "./store/prove";
import { chainOf } from "./store/prove-checkpoints";
import { Sessions } from "./store/sessions";
import { TaskStatements } from "./store/tasks";
import { Writer } from "./store/writer";

/** How hard endpoints are tried; the usual where nothing is given. */
type Hurry = { auditing?: Auditing; dispatching?: Dispatching };

/** Opens the store, rebuilds the hot state and puts the runtime in its place. Throws with a sentence when it must not start. */
export async function startRuntime(
  config: Config,
  clock?: () => number,
  { auditing, dispatching }: Hurry = {},
): Promise<Runtime> {
  const log = createLog(config);
  const store = await openStore(config.databaseFile);
  const onSetBack = (ms: number) =>
    log.warn({ ms: Math.round(ms) }, "the system's clock is behind what was journaled; Muster's goes on slowly until it is met");
  const now =
    clock ?? steadyClock(lastJournaledAt(store.raw), { wall: () => Date.now(), elapsed: () => performance.now(), onSetBack });
  const loaded = await load(store, config, log, now());
  const sessions = new Sessions(store.raw);
  const metrics = createMetrics();
  const archive = new Archive(config.databaseFile);
  const runtime: Runtime = {
    ...loaded,
    config,
    log,
    store,
    ingest: new IngestStatements(store.raw),
    ledger: new Ledger(store.raw),
    tasks: new TaskStatements(store.raw),
    decisions: new DecisionStatements(store.raw),
    candidates: new Candidates(loaded.fleet),
    sessions,
    auth: createAuth({ config, log, sessions, metrics, now }),
    writer: new Writer<GroupItem>(
      commitGroup,
      (item, error) => item.reject(error),
      (error) => log.fatal({ err: error }, "the database failed; nothing is written any more"),
    ),
    idempotency: new IdempotentRequests(store.raw),
    checkpoints: new Checkpoints({
      config,
      log,
      origin: originOf(loaded.instance),
      chain: () => chainOf(store.raw),
      head: () => runtime.journal,
      now,
    }),
    archive,
    backup: null,
    verification: new Verification(archive, () => ({
      now: now(),
      checkpointFile: config.checkpointFile,
      publicKey: runtime.checkpoints.publicKey,
    })),
    entryLimits: new EntryLimits(),
    atOnce: createAtOnce(),
    publisher: new Publisher({
      now,
      version: () => loaded.fleet.version,
      fleetSize: () => loaded.fleet.active.size,
      row: (agent, at) => scoreRow(agent, at, loaded.fleet),
    }),
    tierDrops: new Agenda(),
    spotAudits: new Agenda(),
    deadlines: new Agenda(),
    auditor: createAuditor(auditing),
    dispatcher: createDispatcher(dispatching),
    metrics,
    outbound: {
      allowed: new Set(config.privateEndpoints),
      isOwn: ownAddress(() => runtime.listening),
      credentials: config.endpointCredentials,
    },
    listening: null,
    now,
    demo: { child: null },
    ready: false,
  };
  runtime.publisher.onEntry((entry) => runtime.entryLimits.charge(entry));
  setRuntime(runtime);
  await followAll(runtime.fleet.active);
  await runtime.candidates.fill(now());
  await followOpenTasks();
  return runtime;
}
