import { ACTIONS, type Action, ROLES, type Role, type Scope } from "../access/action";

export type { Action } from "../access/action";

/** What somebody may not do, each with the roles that may. */
export type Barred = Partial<Record<Action, readonly Role[]>>;

/** What these scopes bar, for pages to say in advance; commands and reads refuse it whatever a page says. */
export function barredBy(scopes: readonly Scope[]): Barred {
  const roles = Object.keys(ROLES) as Role[];
  const mayAll = (scope: Scope) => roles.filter((role) => (ROLES[role] as readonly Scope[]).includes(scope));
  const actions = Object.entries(ACTIONS) as [Action, Scope][];
  return Object.fromEntries(
    actions.filter(([, scope]) => !scopes.includes(scope)).map(([action, scope]) => [action, mayAll(scope)]),
  );
}
