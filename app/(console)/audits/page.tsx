import type { Metadata } from "next";
import { NewestAudit } from "@/components/registry/audits/newest-audit";
import { AUDIT_ACTS } from "./acts";

export const metadata: Metadata = { title: "Audits" };

export default function AuditsPage() {
  return <NewestAudit acts={AUDIT_ACTS} />;
}
