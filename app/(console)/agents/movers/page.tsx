import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Movers } from "@/components/trust/movers/movers";

export const metadata: Metadata = { title: "Ranks over time" };

export default function MoversPage() {
  return (
    <NuqsAdapter>
      <Movers />
    </NuqsAdapter>
  );
}
