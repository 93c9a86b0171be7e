import type { Act } from "@/lib/http/problem";
import type { User } from "@/lib/http/queries";

export type Role = User["role"];

/** The server actions of the screen of users. `link` answers a one-use sign-in link, once. */
export type UserActs = {
  create: Act<{ name: string; role: Role; email?: string }, User>;
  update: Act<{ id: string; role?: Role; email?: string | null; disabled?: boolean }, User>;
  link: Act<{ id: string }, { link: string; expiresAt: string }>;
  endSessions: Act<{ userId: string }, { ended: number }>;
};

export const ROLES = [
  { value: "viewer", label: "Viewer", note: "sees everything but settings of access; changes nothing" },
  { value: "operator", label: "Operator", note: "runs the fleet: agents, audits, tasks, weights" },
  { value: "admin", label: "Admin", note: "everything, policies, keys and users included" },
] as const satisfies readonly { value: Role; label: string; note: string }[];

export const ROLE_NAMES = { viewer: "Viewer", operator: "Operator", admin: "Admin" } as const satisfies Record<Role, string>;

/** `link, password`: how somebody signs in, in words. */
export function methodsText(signsInWith: readonly string[]): string {
  return ["link", ...signsInWith].map(methodText).join(", ");
}

/** A way to sign in, in a word. */
export function methodText(method: string): string {
  return method === "oidc" ? "single sign-on" : method;
}
