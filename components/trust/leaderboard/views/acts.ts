import type { Act } from "@/lib/http/problem";
import type { View } from "@/lib/http/queries";
import type { LeaderboardParams } from "../search-params";

/** The server actions of saved views. */
export type ViewActs = {
  saveView: Act<Pick<View, "screen" | "name" | "search" | "shared">, View>;
  updateView: Act<{ id: string; name?: string; search?: string; shared?: boolean }, View>;
  removeView: Act<{ id: string }, View>;
  chooseDefaultView: Act<{ viewId: string | null }, { viewId: string | null }>;
};

/** Changes of the address; null takes a parameter out of it. */
export type ParamsChange = { [Name in keyof LeaderboardParams]?: LeaderboardParams[Name] | null };

/** In the place of a view's id: everything, although another view is the default. */
export const EVERYTHING_VIEW = "everything";
