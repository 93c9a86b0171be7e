import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { RetentionSettings } from "@/components/settings/retention-settings";
import { changeRetention, undoRetention } from "../../actions";

export const metadata: Metadata = { title: "Retention" };

export default function RetentionPage() {
  return (
    <NuqsAdapter>
      <RetentionSettings change={changeRetention} undo={undoRetention} />
    </NuqsAdapter>
  );
}
