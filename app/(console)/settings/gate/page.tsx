import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { GateSettings } from "@/components/settings/gate-settings";
import { changeGate, previewGate, undoGate } from "../../actions";

export const metadata: Metadata = { title: "Certification gate" };

export default function GatePage() {
  return (
    <NuqsAdapter>
      <GateSettings acts={{ change: changeGate, preview: previewGate, undo: undoGate }} />
    </NuqsAdapter>
  );
}
