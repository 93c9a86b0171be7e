import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { RoutingSettings } from "@/components/settings/routing-settings";
import { changeRoutingPolicy, previewRoutingPolicy, undoRoutingPolicy } from "../../actions";

export const metadata: Metadata = { title: "Routing policies" };

export default function RoutingPoliciesPage() {
  return (
    <NuqsAdapter>
      <RoutingSettings acts={{ change: changeRoutingPolicy, preview: previewRoutingPolicy, undo: undoRoutingPolicy }} />
    </NuqsAdapter>
  );
}
