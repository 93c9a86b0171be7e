import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { JournalPage } from "@/components/journal/journal-page";
import { currentSession } from "@/lib/http/current-session";

export const metadata: Metadata = { title: "Journal" };

export default async function Page() {
  const session = await currentSession();
  return (
    <NuqsAdapter>
      <JournalPage mayVerifyAll={session?.scopes.includes("admin") ?? false} />
    </NuqsAdapter>
  );
}
