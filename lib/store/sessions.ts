import type Database from "better-sqlite3";
import { IDLE_MS } from "../access/session-cookie";

/** An open session and whose it is. Times are epoch ms. */
export type LiveSession = {
  id: string;
  userId: string;
  name: string;
  role: string;
  method: string;
  createdAt: number;
  updatedAt: number;
  expiresAt: number;
};

/** Kept to the hour: a write per request would cost more than it tells. */
const NOTED_EVERY_MS = 3_600_000;

const LIVE = `SELECT s.id, s.userId, u.name, u.role, s.method, s.createdAt, s.updatedAt, s.expiresAt
  FROM Session s JOIN User u ON u.id = s.userId WHERE u.disabledAt IS NULL`;

/** Sessions as each request looks them up: one indexed read. Only commands write them. */
export class Sessions {
  /** Session id → epoch ms of its last use, not yet stored. */
  readonly used = new Map<string, number>();
  /** Found to be over: no clock that goes back opens them again. */
  readonly over = new Set<string>();
  private readonly byToken;
  private readonly byId;
  private readonly byAddress;
  private readonly listeners = new Set<(sessionId: string) => void>();

  constructor(raw: Database.Database) {
    this.byToken = raw.prepare<[string], LiveSession>(`${LIVE} AND s.tokenHash = ?`);
    this.byId = raw.prepare<[string], LiveSession>(`${LIVE} AND s.id = ?`);
    this.byAddress = raw.prepare<[string, string], LiveSession>(`${LIVE} AND u.email = ? AND s.ipAddress = ?`);
  }

  /** The open session behind a token's hash, and notes its use; null where there is none at `now`. */
  use(tokenHash: string, now: number): LiveSession | null {
    const found = this.byToken.get(tokenHash);
    if (!found || !this.isOpen(found, now)) return null;
    if (now - this.lastUse(found) >= NOTED_EVERY_MS) this.used.set(found.id, now);
    return found;
  }

  /** Whether a session still opens anything. */
  alive(id: string, now: number): boolean {
    const found = this.byId.get(id);
    return found !== undefined && this.isOpen(found, now);
  }

  /** Whether a user with this e-mail address has a session open that began at this address of the network. */
  openedFrom(email: string, ipAddress: string, now: number): boolean {
    return this.byAddress.all(email, ipAddress).some((session) => this.isOpen(session, now));
  }

  /** Calls back for each session that a command ended, after its commit. */
  onEnd(listener: (sessionId: string) => void): void {
    this.listeners.add(listener);
  }

  /** Tells that sessions are gone from the database. */
  ended(ids: readonly string[]): void {
    for (const id of ids) {
      this.used.delete(id);
      this.over.delete(id);
      for (const listener of this.listeners) listener(id);
    }
  }

  private lastUse({ id, updatedAt }: LiveSession): number {
    return this.used.get(id) ?? updatedAt;
  }

  private isOpen(session: LiveSession, now: number): boolean {
    if (this.over.has(session.id)) return false;
    if (session.expiresAt > now && this.lastUse(session) + IDLE_MS > now) return true;
    this.over.add(session.id);
    return false;
  }
}
