"use client";

import { createContext, type ReactNode, useContext } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { Action, Barred } from "@/lib/http/permission";

const Context = createContext<Barred>({});

/** Tells every page what whoever is signed in may not do. */
export function PermissionProvider({ barred, children }: { barred: Barred; children: ReactNode }) {
  return <Context value={barred}>{children}</Context>;
}

/** Why whoever is signed in may not do something, as a sentence; null = they may. The server refuses it all the same. */
export function useBarred(): (action: Action) => string | null {
  const barred = useContext(Context);
  return (action) => {
    const roles = barred[action];
    return roles === undefined ? null : `Your role may not do this; ${roles.map((role) => PLURALS[role]).join(" and ")} may.`;
  };
}

const PLURALS = { viewer: "viewers", operator: "operators", admin: "admins" } as const;

type Props = {
  /** What reading the page takes. */
  action: Action;
  /** "API keys": what cannot be seen. */
  what: string;
  children: ReactNode;
};

/** A page for those who may read it; everybody else is told whom to ask. */
export function Permitted({ action, what, children }: Props) {
  const barred = useContext(Context);
  if (barred[action] === undefined) return children;
  return (
    <div className="px-gutter py-4">
      <EmptyState title={`${what} are for admins`}>
        Your role may not see them. An admin can change it under Settings → Users. What was done with them is in the journal.
      </EmptyState>
    </div>
  );
}
