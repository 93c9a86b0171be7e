import type { Metadata } from "next";
import { AuditView } from "@/components/registry/audits/audit-view";
import { AUDIT_ACTS } from "../acts";

export const metadata: Metadata = { title: "Audit" };

/** The id as it was written in the address; one that cannot be decoded is asked for as it is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export default async function AuditPage({ params }: { params: Promise<{ auditId: string }> }) {
  const { auditId } = await params;
  return <AuditView auditId={decoded(auditId)} acts={AUDIT_ACTS} />;
}
