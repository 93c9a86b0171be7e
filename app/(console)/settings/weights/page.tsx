import type { Metadata } from "next";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { WeightsSettings } from "@/components/settings/weights-settings";
import { undoWeights } from "../../actions";

export const metadata: Metadata = { title: "Weights" };

export default function WeightsPage() {
  return (
    <NuqsAdapter>
      <WeightsSettings undoWeights={undoWeights} />
    </NuqsAdapter>
  );
}
