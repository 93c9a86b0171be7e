import { createContext, useContext } from "react";

/** What the table does about audits. The page brings it, because audits are another feature's. */
export type AuditActions = {
  /** Asks for an audit of one agent, and says what became of it. */
  start: (agentId: string, name: string) => void;
  /** Asks before it audits all of these. */
  startMany: (agentIds: readonly string[]) => void;
};

const NONE: AuditActions = { start: () => undefined, startMany: () => undefined };

export const AuditContext = createContext<AuditActions>(NONE);

export function useAudits(): AuditActions {
  return useContext(AuditContext);
}
