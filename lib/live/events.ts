import type { Entry } from "../journal/entry";
import type { AuditProbe, AuditProgress, AuditStatus } from "../registry/audit";
import type { ScoreRow } from "../trust/board";

/** The Socket.IO map both sides share (api.md, Socket). The browser writes nothing over the socket. */
export type ServerToClient = {
  hello: (hello: Hello) => void;
  scores: (frame: ScoresFrame) => void;
  entry: (entry: Entry) => void;
  audit: (frame: AuditFrame) => void;
  tick: (tick: Tick) => void;
  resync: (resync: { reason: string; version?: number }) => void;
};

export type ClientToServer = Record<string, never>;

export type Hello = { instance: string; seq: number; version: number; serverTime: string; resumed: boolean };
export type ScoresFrame = { version: number; at: string; rows: ScoreRow[] };
/** How far an audit is, at most four times a second; `changes` are the probes whose state changed since the last frame. */
export type AuditFrame = {
  id: string;
  agentId: string;
  status: AuditStatus;
  progress: AuditProgress;
  changes: Pick<AuditProbe, "id" | "state" | "code">[];
};
export type Tick = { seq: number; version: number; serverTime: string };

/** What a client says when it connects: who it is, and what it has seen. */
export type HandshakeAuth = { token?: string; instance?: string; seq?: number; version?: number };
