import type { Metadata } from "next";
import { WeightsSettings } from "@/components/settings/weights-settings";
import { undoWeights } from "../../actions";

export const metadata: Metadata = { title: "Weights" };

export default function WeightsPage() {
  return <WeightsSettings undoWeights={undoWeights} />;
}
