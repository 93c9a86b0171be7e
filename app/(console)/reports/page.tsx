import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { Report } from "@/components/trust/report/report";

export const metadata: Metadata = { title: "Reports" };

export default function ReportsPage() {
  return (
    <NuqsAdapter>
      <Report />
    </NuqsAdapter>
  );
}
