import type { Server } from "socket.io";
import type { FleetAgent } from "../engine/fleet";
import { presentEntry, type StoredEntry } from "../store/journal";
import type { ScoreRow } from "../trust/board";
import type { AuditFrame, ClientToServer, ServerToClient } from "./events";
import { broadcast, LIVE } from "./fan-out";

export type MusterSockets = Server<ClientToServer, ServerToClient>;

const FRAME_ROWS = 2_000;
// A fifth of the fleet at once is cheaper to fetch than to push; below this many rows a frame is always cheaper.
const BULK_SHARE = 0.2;
const BULK_ROWS = 500;
const FEW_SOCKETS = 200;
const FRAME_MS = { few: 16, many: 50 };

type Source = {
  now: () => number;
  version: () => number;
  fleetSize: () => number;
  row: (agent: FleetAgent, now: number) => ScoreRow;
};

/** Tells browsers what changed, after the commit: score rows in coalesced frames, entries one by one. */
export class Publisher {
  private readonly dirty = new Set<FleetAgent>();
  private timer: NodeJS.Timeout | null = null;
  /** A frame is on its way to the last of its readers. */
  private sending = false;
  private sockets: MusterSockets | null = null;
  private readonly listeners = new Set<(entry: StoredEntry) => void>();

  constructor(private readonly source: Source) {}

  attach(sockets: MusterSockets): void {
    this.sockets = sockets;
  }

  /** Calls back for each committed entry (sockets that must close with their key, for example). */
  onEntry(listener: (entry: StoredEntry) => void): void {
    this.listeners.add(listener);
  }

  scores(agents: Iterable<FleetAgent>): void {
    if (!this.sockets || this.sockets.engine.clientsCount === 0) return;
    for (const agent of agents) this.dirty.add(agent);
    this.schedule();
  }

  private schedule(): void {
    if (!this.sockets || this.timer || this.sending || this.dirty.size === 0) return;
    const wait = this.sockets.engine.clientsCount > FEW_SOCKETS ? FRAME_MS.many : FRAME_MS.few;
    this.timer = setTimeout(() => this.flush(), wait);
  }

  /** `signals.recorded` stays out: one per ingest commit says nothing a frame does not. */
  entries(entries: readonly StoredEntry[]): void {
    for (const entry of entries) {
      for (const listener of this.listeners) listener(entry);
      if (entry.type !== "signals.recorded") this.sockets?.to(LIVE).emit("entry", presentEntry(entry));
    }
  }

  audit(frame: AuditFrame): void {
    this.sockets?.to(LIVE).emit("audit", frame);
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const agents = [...this.dirty];
    this.dirty.clear();
    if (agents.length === 0 || !this.sockets) return;
    const version = this.source.version();
    if (agents.length > FRAME_ROWS || (agents.length > BULK_ROWS && agents.length > this.source.fleetSize() * BULK_SHARE)) {
      this.sockets.to(LIVE).emit("resync", { reason: "bulk", version });
      return;
    }
    const now = this.source.now();
    this.sending = true;
    const frame = {
      version,
      at: new Date(now).toISOString(),
      rows: agents.map((agent) => this.source.row(agent, now)),
    };
    void broadcast(this.sockets, "scores", frame).finally(() => {
      this.sending = false;
      this.schedule();
    });
  }
}
