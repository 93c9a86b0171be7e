import type { Metadata } from "next";
import { BackupSettings } from "@/components/settings/backup-settings";
import { BACKUPS_KEPT } from "@/lib/journal/backup";
import { createBackup } from "../../actions";

export const metadata: Metadata = { title: "Backup" };

export default function BackupPage() {
  return <BackupSettings kept={BACKUPS_KEPT} createBackup={createBackup} />;
}
