import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { JournalPage } from "@/components/journal/journal-page";

export const metadata: Metadata = { title: "Journal" };

export default function Page() {
  return (
    <NuqsAdapter>
      <JournalPage />
    </NuqsAdapter>
  );
}
