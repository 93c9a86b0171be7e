import { createHash } from "node:crypto";
import { type Actor, SCOPES, type Scope } from "../access/action";

export type RingKey = {
  id: string;
  name: string;
  secretHash: string;
  scopes: readonly Scope[];
  agentId: string | null;
  expiresAt: number | null;
};

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The live keys by the SHA-256 of their secret. Looking a hash up tells an attacker nothing about the secret. */
export class KeyRing {
  private readonly byHash = new Map<string, { key: RingKey; actor: Actor }>();
  /** Key id → epoch ms of its last use, not yet stored. */
  readonly used = new Map<string, number>();

  constructor(private readonly environmentKeyHash: string | null) {}

  add(key: RingKey): void {
    this.byHash.set(key.secretHash, {
      key,
      actor: {
        kind: "key",
        id: key.id,
        name: `key:${key.name}`,
        reporter: `key:${key.id}`,
        scopes: new Set(key.scopes),
        boundAgentId: key.agentId,
      },
    });
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
};
