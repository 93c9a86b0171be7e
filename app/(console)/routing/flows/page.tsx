import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Flows } from "@/components/routing/flows";

export const metadata: Metadata = { title: "Where tasks go" };

export default function FlowsPage() {
  return (
    <NuqsAdapter>
      <Flows />
    </NuqsAdapter>
  );
}
