import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Compare } from "@/components/trust/compare/compare";

export const metadata: Metadata = { title: "Compare agents" };

export default function ComparePage() {
  return (
    <NuqsAdapter>
      <Compare />
    </NuqsAdapter>
  );
}
