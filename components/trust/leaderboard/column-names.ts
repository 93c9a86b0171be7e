import { DIMENSION_NAMES } from "@/lib/trust/dimension";
import type { Column } from "./columns";

/** What a column is called in full, where there is room. */
export const COLUMN_NAMES: Record<Column, string> = {
  score: "Score",
  bar: "Contributions",
  delta24h: "Change in 24 h",
  band: "Band",
  tier: "Tier",
  heldBy: "Held by",
  tierDropAt: "Next tier drop",
  signals: "Evidence",
  lastSignalAt: "Last signal",
  status: "Status",
  model: "Model",
  ...DIMENSION_NAMES,
};

/** What stands at the head of a column where that is shorter; dimensions and the bar have heads of their own. */
export const COLUMN_HEADS: Partial<Record<Column, string>> = {
  score: "Score",
  delta24h: "Δ 24 h",
  band: "Band",
  tier: "Tier",
  heldBy: "held by",
  tierDropAt: "drops in",
  signals: "Evidence",
  lastSignalAt: "Last",
  status: "Status",
  model: "Model",
};
