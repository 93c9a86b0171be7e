"use client";

import type { ReactNode } from "react";
import { ActsOff } from "@/components/live/permission";
import { notify } from "@/components/ui/toast";
import { type AuditActions, AuditContext } from "../leaderboard/audits";

const BECAUSE = "This is a moment of the past: go back to now to act.";

const refuse = () => notify({ text: BECAUSE });
const NO_AUDITS: AuditActions = { start: refuse, startMany: refuse };

/** Around a board of the past: whatever would act on the present is off and says why; a preview of weights still works. */
export function PastOnly({ past, audits, children }: { past: boolean; audits: AuditActions; children: ReactNode }) {
  return (
    <AuditContext value={past ? NO_AUDITS : audits}>
      <ActsOff because={past ? BECAUSE : null}>{children}</ActsOff>
    </AuditContext>
  );
}
