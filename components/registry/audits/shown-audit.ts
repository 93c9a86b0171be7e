import { createContext } from "react";

/** Tells the list which audit stands beside it where the address does not name one; null = none. */
export const ShowsAudit = createContext<(auditId: string | null) => void>(() => {});
