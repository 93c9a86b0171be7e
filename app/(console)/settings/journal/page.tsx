import type { Metadata } from "next";
import { JournalSettings } from "@/components/settings/journal-settings";

export const metadata: Metadata = { title: "Journal and checkpoints" };

export default function JournalSettingsPage() {
  return <JournalSettings />;
}
