import type { Metadata } from "next";
import { DecisionView } from "@/components/routing/decision-view";
import { ROUTING_ACTS } from "../acts";

export const metadata: Metadata = { title: "Decision" };

/** The id as it was written in the address; one that cannot be decoded is asked for as it is. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

export default async function DecisionPage({ params }: { params: Promise<{ decisionId: string }> }) {
  const { decisionId } = await params;
  return <DecisionView decisionId={decoded(decisionId)} acts={ROUTING_ACTS} />;
}
