import type { Act } from "@/lib/http/problem";
import type { LimitChanges, Limits } from "./key-limits";

/** What a key to be made is asked for; times are RFC 3339. */
type NewKey<Scope extends string> = Partial<Limits> & { name: string; scopes: Scope[]; agentId?: string; expiresAt?: string };

export type KeyAct<Scope extends string> = Act<NewKey<Scope>, { name: string; secret: string }>;

export type UpdateKeyAct = Act<LimitChanges & { id: string }, unknown>;

export type RotateKeyAct = Act<{ id: string; overlapSeconds: number }, { secret: string }>;

/** What each scope opens, for whoever chooses. Scopes without a word here have no use yet and are not offered. */
export const SCOPE_USES: Readonly<Record<string, string>> = {
  read: "Read scores, agents and the journal; live updates",
  ingest: "Report signals",
  route: "Submit tasks and report their outcomes",
  audit: "Start and cancel audits",
  operate: "Register, suspend and revoke agents; change weights",
  admin: "Policies, keys, users, certifications, deregistration",
};

/** A bound key may do no more than this. */
export const BOUND_SCOPES: readonly string[] = ["read", "ingest"];

const DAY_MS = 86_400_000;

export const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
] as const;

export type Lifetime = (typeof LIFETIMES)[number]["value"];

/** When a key of this lifetime ends; undefined = never. */
export function expiryOf(lifetime: Lifetime, now: number): string | undefined {
  return lifetime === "never" ? undefined : new Date(now + Number(lifetime) * DAY_MS).toISOString();
}
