import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import { queries, queryGroups } from "../http/queries";
import type { Entry, EntryType } from "../journal/entry";
import { isRoutine } from "../journal/routine";
import { createAuditApplier } from "./apply-audits";
import { type Board, patchRow, published } from "./board";
import type { Hello, ScoresFrame, Tick } from "./events";

/** What the applier needs of its surroundings; a browser or a test. */
export type Host = {
  /** Runs soon, at most once per frame of the screen. */
  nextFrame: (run: () => void) => void;
  after: (ms: number, run: () => void) => void;
  /** Entries as they arrive, and whole batches of older ones; newest first either way. */
  feed: (entries: readonly Entry[]) => void;
};

/** Where this browser stands in the server's stream; sent with every handshake. */
export type Position = { instance?: string; seq?: number; version?: number };

const AGENT_EVERY_MS = 500;
const AGENT_LISTS_EVERY_MS = 5_000;
const ATTENTION_EVERY_MS = 700;
const BOARD_EVERY_MS = 1_000;
/** The board of a large fleet takes long to write, send and read: that of 100,000 agents is asked for every 3 s at most. */
const BOARD_MS_PER_AGENT = 0.03;
const LISTS_EVERY_MS = 2_000;
/** Frames kept while a board is on its way; beyond it another fetch is cheaper. */
const KEPT_FRAMES = 1_000;

/** What is old: a query or all that begin like it, refetched at most once in `every` ms. */
export type Stale = { key: QueryKey; every: number; exact?: true; patient?: true };

const boardKey = queries.board().queryKey;
// Patient: an answer under way is awaited, not asked for again. It may be too old; boardArrived looks.
const board: Stale = { key: boardKey, every: BOARD_EVERY_MS, patient: true };
const everyAgent: Stale = { key: queryGroups.agents, every: LISTS_EVERY_MS };
const agent = (entry: Entry): Stale[] =>
  entry.agentId === null ? [] : [{ key: queries.agent(entry.agentId).queryKey, every: AGENT_EVERY_MS }];
const nothing = (): Stale[] => [];
/** Lists of decisions and tasks, and those on screen. */
const ROUTING: Stale[] = [
  { key: queryGroups.routing, every: AGENT_EVERY_MS },
  { key: queryGroups.routingLists, every: LISTS_EVERY_MS },
];

/** What an entry makes old. A new type of entry breaks the build until it is answered here. */
const MADE_STALE = {
  "agent.registered": (entry) => [board, ...agent(entry)],
  "agent.updated": (entry) => [board, ...agent(entry)],
  "agent.deregistered": (entry) => [board, ...agent(entry)],
  "agent.suspended": agent,
  "agent.resumed": agent,
  "agent.revoked": agent,
  "agent.reinstated": agent,
  "agent.at_risk": agent,
  "agent.recovered": agent,
  "agent.band_changed": agent,
  "agent.hold_set": agent,
  "agent.hold_lifted": agent,
  "agent.architecture_accepted": (entry) => [board, ...agent(entry)],
  "certification.issued": (entry) => [board, ...agent(entry)],
  "certification.tier_dropped": (entry) => [board, ...agent(entry)],
  "certification.expired": (entry) => [board, ...agent(entry)],
  "certification.architecture_mismatch": (entry) => [board, ...agent(entry)],
  "audit.requested": agent,
  "audit.started": agent,
  "audit.finished": agent,
  "audit.cancelled": agent,
  "account.topped_up": agent,
  "routing_policy.changed": () => [{ key: queryGroups.routingPolicies, every: 0 }],
  "task.posted": () => ROUTING,
  "routing.decided": (entry) => [...ROUTING, ...agent(entry)],
  "routing.overridden": (entry) => [...ROUTING, ...agent(entry)],
  "task.started": (entry) => [...ROUTING, ...agent(entry)],
  "task.completed": (entry) => [...ROUTING, ...agent(entry)],
  "task.failed": (entry) => [...ROUTING, ...agent(entry)],
  "task.expired": (entry) => [...ROUTING, ...agent(entry)],
  "weights.changed": () => [{ key: queryGroups.weights, every: 0 }, { key: queryGroups.whatIf, every: 0 }, board, everyAgent],
  "trust_policy.changed": () => [
    { key: queryGroups.trustPolicy, every: 0 },
    { key: queryGroups.whatIf, every: 0 },
    board,
    everyAgent,
  ],
  "gate.changed": () => [{ key: queryGroups.tiers, every: 0 }, board, everyAgent],
  "key.created": () => [{ key: queries.keys().queryKey, every: 0 }],
  "key.updated": () => [{ key: queries.keys().queryKey, every: 0 }],
  "key.revoked": () => [{ key: queries.keys().queryKey, every: 0 }],
  "key.rotated": () => [{ key: queries.keys().queryKey, every: 0 }],
  "user.created": () => [{ key: queryGroups.access, every: 0 }],
  "user.updated": () => [{ key: queryGroups.access, every: 0 }],
  "session.ended": () => [{ key: queryGroups.access, every: 0 }],
  "operator.signed_in": () => [{ key: queryGroups.access, every: LISTS_EVERY_MS }],
  "retention.changed": () => [{ key: queryGroups.retention, every: 0 }],
  "backup.created": () => [{ key: queryGroups.backups, every: 0 }],
  "view.shared": () => [{ key: queries.views().queryKey, every: 0 }],
  "view.unshared": () => [{ key: queries.views().queryKey, every: 0 }],
  "signals.recorded": nothing,
} as const satisfies Record<EntryType, (entry: Entry) => Stale[]>;

/** What the overview asks the server for; everyday work changes little of it. */
const OVERVIEW: Stale[] = [
  { key: queryGroups.attention, every: ATTENTION_EVERY_MS, patient: true },
  { key: queryGroups.fleetHealth, every: LISTS_EVERY_MS, patient: true },
];
const CHANGES: Stale = { key: queryGroups.changes, every: LISTS_EVERY_MS, patient: true };

const JOURNAL: Stale[] = [
  { key: queryGroups.journalLists, every: LISTS_EVERY_MS },
  { key: queryGroups.journalPages, every: LISTS_EVERY_MS },
];

/**
 * Brings what the socket says into the query cache. Rows are written into the board in place and published
 * once per frame; everything else is marked old and, where it is on screen, fetched again without blanking.
 */
export function createApplier(client: QueryClient, host: Host) {
  const position: Position = {};
  /** The last tick: by the next one, everything it counts has arrived. */
  let confirmed: Tick | undefined;
  /** Frames that wait for the next frame of the screen. */
  let waiting: ScoresFrame[] = [];
  /** Frames since the current fetch of the board began: its answer may be older than they are. */
  let sinceFetch: ScoresFrame[] | null = null;
  /** The board is too old below this version (what was missed before or between connections). */
  let neededVersion = 0;
  /** The same for what only entries tell: agents that came, went or were renamed. */
  let neededSeq = 0;
  const cooling = new Map<string, boolean>();

  function markStale(stale: Stale): void {
    const { key, every, exact = false, patient = false } = stale;
    const name = hashKey([key, every, exact]);
    if (cooling.has(name)) {
      cooling.set(name, true);
      return;
    }
    void client.invalidateQueries({ queryKey: key, exact }, { cancelRefetch: !patient });
    if (every === 0) return;
    cooling.set(name, false);
    host.after(stale === board ? boardEvery() : every, () => {
      const again = cooling.get(name);
      cooling.delete(name);
      if (again) markStale(stale);
    });
  }

  const audits = createAuditApplier(client, markStale);

  function boardEvery(): number {
    const agents = client.getQueryData<Board>(boardKey)?.ids.length ?? 0;
    return Math.max(BOARD_EVERY_MS, agents * BOARD_MS_PER_AGENT);
  }

  /** Agents whose page is open. */
  function watched(): Set<string> {
    const active = client.getQueryCache().findAll({ queryKey: queryGroups.agents, type: "active" });
    return new Set(active.map((query) => String(query.queryKey[1])));
  }

  function write(held: Board, frames: readonly ScoresFrame[]): void {
    let { version, at } = held;
    let unknown = false;
    let written = 0;
    for (const frame of frames) {
      // An equal version can carry news (a hold changes no score) and is harmless twice.
      if (frame.version < held.version) continue;
      const time = Date.parse(frame.at);
      for (const row of frame.rows) {
        if (patchRow(held, row, time)) written++;
        else unknown = true;
      }
      version = Math.max(version, frame.version);
      at = frame.at;
    }
    if (written > 0) client.setQueryData(boardKey, published(held, version, at));
    if (unknown) markStale(board);
  }

  function refreshWatched(frames: readonly ScoresFrame[]): void {
    const open = watched();
    if (open.size === 0) return;
    const touched = new Set(frames.flatMap((frame) => frame.rows.map(([id]) => id)).filter((id) => open.has(id)));
    for (const id of touched) {
      markStale({ key: queries.agent(id).queryKey, every: AGENT_EVERY_MS, exact: true, patient: true });
      markStale({ key: queries.score(id).queryKey, every: AGENT_EVERY_MS, patient: true });
      markStale({ key: queries.agent(id).queryKey, every: AGENT_LISTS_EVERY_MS, patient: true });
    }
  }

  function flush(): void {
    const frames = waiting;
    waiting = [];
    if (frames.length === 0) return;
    sinceFetch?.push(...frames);
    if (sinceFetch && sinceFetch.length > KEPT_FRAMES) sinceFetch.splice(0, sinceFetch.length - KEPT_FRAMES);
    const held = client.getQueryData<Board>(boardKey);
    if (held) write(held, frames);
    refreshWatched(frames);
  }

  function boardArrived(): void {
    const held = client.getQueryData<Board>(boardKey);
    const missed = sinceFetch ?? [];
    sinceFetch = null;
    if (!held) return;
    write(held, missed);
    const current = client.getQueryData<Board>(boardKey)?.version ?? 0;
    if (current < neededVersion || held.seq < neededSeq) markStale(board);
  }

  client.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.query.queryHash !== hashKey(boardKey)) return;
    if (event.action.type === "fetch") sinceFetch = [];
    if (event.action.type === "success" && !event.action.manual) boardArrived();
    if (event.action.type === "error") sinceFetch = null;
  });

  /** Everything is fetched again; what is on screen stays until the answers are here. */
  async function refetchAll(): Promise<void> {
    await client.invalidateQueries(undefined, { cancelRefetch: false });
  }

  return {
    /** For the handshake. */
    position: (): Position => ({ ...position, version: client.getQueryData<Board>(boardKey)?.version ?? position.version }),

    /** Resolves when what the pause missed is on screen. */
    async hello(hello: Hello): Promise<void> {
      const first = position.instance === undefined;
      const same = position.instance === hello.instance;
      position.instance = hello.instance;
      if (!same || !hello.resumed) {
        position.seq = hello.seq;
        position.version = hello.version;
        confirmed = undefined;
      }
      // After a restart from an older file the numbers may run behind: what is held then counts as too old.
      if (!same && !first) client.setQueryData<Board>(boardKey, (held) => held && { ...held, version: 0 });
      neededVersion = hello.resumed ? 0 : hello.version;
      const held = client.getQueryData<Board>(boardKey);
      if (first) {
        if (held && held.version < neededVersion) markStale(board);
        const settled = {
          predicate: (query: { queryKey: QueryKey; state: { fetchStatus: string } }) =>
            query.queryKey[0] !== boardKey[0] && query.state.fetchStatus === "idle",
        };
        await client.invalidateQueries(settled);
      } else if (!hello.resumed || !same) await refetchAll();
      else {
        // Entries are replayed, frames of audits are not.
        audits.missed();
        await client.refetchQueries({ predicate: (query) => query.state.status === "error" });
      }
    },

    audit: audits.frame,

    /** Frames about audits were missed: while the page was paused. */
    auditsMissed: audits.missed,

    scores(frame: ScoresFrame): void {
      position.version = Math.max(position.version ?? 0, frame.version);
      waiting.push(frame);
      if (waiting.length === 1) host.nextFrame(flush);
    },

    /** Applies what waits for a frame of the screen at once (the tab is hidden, or a test). */
    flush,

    entry(entry: Entry): void {
      position.seq = Math.max(position.seq ?? 0, entry.seq);
      host.feed([entry]);
      const stale: Stale[] = MADE_STALE[entry.type]?.(entry) ?? [];
      if (stale.includes(board)) neededSeq = entry.seq;
      const overview = isRoutine(entry) ? [CHANGES] : [CHANGES, ...OVERVIEW];
      for (const one of [...stale, ...overview, ...JOURNAL]) markStale(one);
    },

    tick(tick: Tick): void {
      position.seq = Math.max(position.seq ?? 0, confirmed?.seq ?? 0);
      // Rows of the last tick have long arrived: a board that is still behind it has lost some.
      const held = client.getQueryData<Board>(boardKey);
      if (held && waiting.length === 0 && held.version < (confirmed?.version ?? 0)) markStale(board);
      confirmed = tick;
    },

    /** Resolves when everything was fetched again. */
    async resync(to: { reason: string; version?: number }): Promise<void> {
      neededVersion = Math.max(neededVersion, to.version ?? 0);
      // A bulk change is one of scores: only what shows them is fetched again.
      if (to.reason === "bulk") {
        markStale(board);
        markStale(everyAgent);
        markStale({ key: queryGroups.whatIf, every: LISTS_EVERY_MS });
      } else await refetchAll();
    },
  };
}
