"use client";

import { createContext, type ReactNode, useContext } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import type { Action, Barred } from "@/lib/http/permission";

const Context = createContext<Barred>({});

/** Tells every page what whoever is signed in may not do. */
export function PermissionProvider({ barred, children }: { barred: Barred; children: ReactNode }) {
  return <Context value={barred}>{children}</Context>;
}

const Off = createContext<string | null>(null);

/** Around what shows something that cannot be acted on: every act but those on one's own account is off because of this sentence; null = none is. */
export function ActsOff({ because, children }: { because: string | null; children: ReactNode }) {
  return <Off value={because}>{children}</Off>;
}

/** Why whoever is signed in may not do something, as a sentence; null = they may. The server refuses it all the same. */
export function useBarred(): (action: Action) => string | null {
  const barred = useContext(Context);
  const off = useContext(Off);
  return (action) => {
    if (off !== null && action !== "manageOwnAccount") return off;
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
