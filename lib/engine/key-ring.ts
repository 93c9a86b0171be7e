import { createHash, randomBytes } from "node:crypto";
import { type Actor, SCOPES, type Scope } from "../access/action";
import type { KeyLimits } from "../access/key";
import { Bucket } from "./rate-limit";

export type RingKey = {
  id: string;
  name: string;
  purpose: string;
  secretHash: string;
  scopes: readonly Scope[];
  agentId: string | null;
  expiresAt: number | null;
  limits: KeyLimits;
};

type Held = { key: RingKey; actor: Actor; requests: Bucket; signals: Bucket };

/** Requests come in bursts where signals come in batches: theirs is two seconds' worth. */
const REQUEST_BURST_SECONDS = 2;

/** The reporter of the demo fleet, whatever key it has at the time. */
export const DEMO_REPORTER = "demo";

/** Who a key speaks for: its name, not its id, so that a key that replaces another under the same name goes on as the same reporter. */
const reporterOf = ({ name, purpose }: Pick<RingKey, "name" | "purpose">): string =>
  purpose === "demo" ? DEMO_REPORTER : `key:${name}`;

/** A fresh secret of a key: 256 random bits behind a word that scanners for secrets find. */
export const newSecret = (): string => `mk_${randomBytes(32).toString("base64url")}`;

export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** The live keys by the SHA-256 of their secret. Looking a hash up tells an attacker nothing about the secret. */
export class KeyRing {
  private readonly byHash = new Map<string, Held>();
  private readonly byId = new Map<string, Held>();
  /** Key id → epoch ms of its last use, not yet stored. */
  readonly used = new Map<string, number>();

  constructor(private readonly environmentKeyHash: string | null) {}

  /** Puts a key in force. One that replaces another counts against the same limits, so that two secrets are no double rate. */
  add(key: RingKey, replaces?: string): void {
    const reporter = reporterOf(key);
    const { requestsPerSecond, signalsPerSecond, maxShare } = key.limits;
    const actor: Actor = {
      kind: "key",
      id: key.id,
      name: reporter,
      reporter,
      scopes: new Set(key.scopes),
      sessionId: null,
      boundAgentId: key.agentId,
      maxShare,
    };
    const now = performance.now() / 1000;
    const shared = replaces === undefined ? undefined : this.byId.get(replaces);
    const requests = shared?.requests ?? new Bucket(requestsPerSecond, requestsPerSecond * REQUEST_BURST_SECONDS, now);
    const signals = shared?.signals ?? new Bucket(signalsPerSecond, signalsPerSecond, now);
    const held = { key, actor, requests, signals };
    this.byHash.set(key.secretHash, held);
    this.byId.set(key.id, held);
  }

  remove(id: string): void {
    const held = this.byId.get(id);
    if (!held) return;
    this.byHash.delete(held.key.secretHash);
    this.byId.delete(id);
  }

  /** Ends a key at `at` (epoch ms). */
  expire(id: string, at: number): void {
    const held = this.byId.get(id);
    if (held) held.key.expiresAt = at;
  }

  /** Puts other limits in force for this key alone; what was used up before counts no more. */
  update(id: string, limits: KeyLimits): void {
    const held = this.byId.get(id);
    if (held) this.add({ ...held.key, limits });
  }

  /** What counts a key's requests and signals; null for whoever has no limits. */
  limits(actor: Actor): { requests: Bucket; signals: Bucket } | null {
    return (actor.kind === "key" && this.byId.get(actor.id)) || null;
  }

  /** Whether a key still opens anything at `now` (epoch ms). */
  alive(id: string, now: number): boolean {
    const held = this.byId.get(id);
    if (held) return held.key.expiresAt === null || held.key.expiresAt > now;
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
  sessionId: null,
  boundAgentId: null,
  maxShare: 1,
};
