import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import type { Auth } from "./access/auth";
import type { Auditor } from "./auditors/auditor";
import type { Outbound } from "./auditors/client";
import type { DemoProcess } from "./commands/demo";
import type { GroupItem } from "./commands/group-commit";
import type { Config } from "./config";
import type { Agenda } from "./engine/agenda";
import type { AtOnceOf } from "./engine/at-once";
import type { Candidates } from "./engine/candidates";
import type { Checkpoints } from "./engine/checkpoints";
import type { Dispatcher } from "./engine/dispatcher";
import type { EntryLimits } from "./engine/entry-limits";
import type { Fleet } from "./engine/fleet";
import type { KeyRing } from "./engine/key-ring";
import type { RetentionInForce } from "./engine/retention";
import type { Verification } from "./engine/verification";
import type { Metrics } from "./http/metrics";
import type { Publisher } from "./live/publish";
import type { PolicyInForce } from "./routing/decide";
import type { Archive } from "./store/archive";
import type { DecisionStatements } from "./store/decisions";
import type { IdempotentRequests } from "./store/idempotency";
import type { IngestStatements } from "./store/ingest";
import type { Head } from "./store/journal";
import type { Ledger } from "./store/ledger";
import type { Store } from "./store/open";
import type { Sessions } from "./store/sessions";
import type { TaskStatements } from "./store/tasks";
import type { Writer } from "./store/writer";

/** Everything one process shares. Made by lib/server.ts, read by commands and reads. */
export type Runtime = {
  config: Config;
  log: Logger;
  store: Store;
  ingest: IngestStatements;
  ledger: Ledger;
  tasks: TaskStatements;
  decisions: DecisionStatements;
  candidates: Candidates;
  writer: Writer<GroupItem>;
  idempotency: IdempotentRequests;
  /** Signed statements about the journal, kept outside the database. */
  checkpoints: Checkpoints;
  verification: Verification;
  /** Verifies and copies the database in threads. */
  archive: Archive;
  /** The backup that is being written, and the bytes that it will be about; null while none is. */
  backup: { file: string; of: number } | null;
  fleet: Fleet;
  /** Routing policies in force, by name; each is one object as long as its version stands. */
  policies: Map<string, PolicyInForce>;
  retention: RetentionInForce;
  /** The instant at which each agent's tier goes down next, by the agent's number. */
  tierDrops: Agenda;
  /** The instant of each agent's next spot audit, by the agent's number. */
  spotAudits: Agenda;
  /** The instant at which each open task's state times out, by the task's number. */
  deadlines: Agenda;
  auditor: Auditor;
  dispatcher: Dispatcher;
  keys: KeyRing;
  entryLimits: EntryLimits;
  atOnce: AtOnceOf;
  sessions: Sessions;
  auth: Auth;
  publisher: Publisher;
  metrics: Metrics;
  /** Rules of every request to an endpoint; the demo adds the place of its own to what is allowed. */
  outbound: Outbound & { allowed: Set<string> };
  /** Where the server listens, null before it does. */
  listening: Pick<AddressInfo, "address" | "port"> | null;
  /** Identity of the database, not of the process. */
  instance: string;
  journal: Head;
  lastSignalRow: number;
  /** Last signal row that the file of windows holds. */
  windowsKeptTo: number;
  /** Epoch ms. */
  now: () => number;
  demo: { child: DemoProcess | null };
  ready: boolean;
};

// Next bundles route handlers and actions apart from the process entry: this is the one place they meet.
const PLACE = Symbol.for("muster.runtime");
type Place = { [PLACE]?: Runtime };

export function setRuntime(runtime: Runtime): void {
  (globalThis as Place)[PLACE] = runtime;
}

export function runtime(): Runtime {
  const found = (globalThis as Place)[PLACE];
  if (!found) throw new Error("Muster's runtime is not up: start it through lib/server.ts.");
  return found;
}
