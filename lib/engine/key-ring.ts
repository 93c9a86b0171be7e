import { createHash } from "node:crypto";
import { type Actor, SCOPES, type Scope } from "../access/action";

export type RingKey = {
  id: string;
  name: string;
  purpose: string;
  secretHash: string;
  scopes: readonly Scope[];
  agentId: string | null;
  expiresAt: number | null;
};

/** The reporter of the demo fleet, whatever key it has at the time. */
export const DEMO_REPORTER = "demo";

/** Who a key speaks for: its name, not its id, so that a key that replaces another under the same name goes on as the same reporter. */
const reporterOf = ({ name, purpose }: Pick<RingKey, "name" | "purpose">): string =>
  purpose === "demo" ? DEMO_REPORTER : `key:${name}`;

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The live keys by the SHA-256 of their secret. Looking a hash up tells an attacker nothing about the secret. */
export class KeyRing {
  private readonly byHash = new Map<string, { key: RingKey; actor: Actor }>();
  /** Key id → epoch ms of its last use, not yet stored. */
  readonly used = new Map<string, number>();

  constructor(private readonly environmentKeyHash: string | null) {}

  add(key: RingKey): void {
    const reporter = reporterOf(key);
    const actor: Actor = {
      kind: "key",
      id: key.id,
      name: reporter,
      reporter,
      scopes: new Set(key.scopes),
      boundAgentId: key.agentId,
      maxShare: key.agentId === null ? 1 : 0.2,
    };
    this.byHash.set(key.secretHash, { key, actor });
  }

  remove(id: string): void {
    for (const [hash, { key }] of this.byHash) if (key.id === id) this.byHash.delete(hash);
  }

  /** Whether a key still opens anything at `now` (epoch ms). */
  alive(id: string, now: number): boolean {
    for (const { key } of this.byHash.values()) if (key.id === id) return key.expiresAt === null || key.expiresAt > now;
    return id === ENVIRONMENT_ACTOR.id && this.environmentKeyHash !== null;
  }

  /** The actor behind a secret, or null. */
  actor(secret: string, now: number): Actor | null {
    const hash = hashSecret(secret);
    if (this.environmentKeyHash !== null && hash === this.environmentKeyHash) return ENVIRONMENT_ACTOR;
    const found = this.byHash.get(hash);
    if (!found || (found.key.expiresAt !== null && found.key.expiresAt <= now)) return null;
    this.used.set(found.key.id, now);
    return found.actor;
  }
}

const ENVIRONMENT_ACTOR: Actor = {
  kind: "environment",
  id: "environment",
  name: "env",
  reporter: "env",
  scopes: new Set(SCOPES),
  boundAgentId: null,
  maxShare: 1,
};
