import type { ReactNode } from "react";
import { AuditsFrame } from "@/components/registry/audits/audits-frame";
import { AUDIT_ACTS } from "./acts";

export default function AuditsLayout({ children }: { children: ReactNode }) {
  return <AuditsFrame acts={AUDIT_ACTS}>{children}</AuditsFrame>;
}
