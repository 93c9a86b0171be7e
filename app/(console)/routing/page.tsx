import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { RoutingPage } from "@/components/routing/decisions-page";
import { ROUTING_ACTS } from "./acts";

export const metadata: Metadata = { title: "Routing" };

export default function Page() {
  return (
    <NuqsAdapter>
      <RoutingPage acts={ROUTING_ACTS} />
    </NuqsAdapter>
  );
}
