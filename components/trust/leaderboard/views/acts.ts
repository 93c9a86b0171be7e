import type { DefaultView, NewView, View, ViewPatch } from "@/lib/access/view";
import type { Act } from "@/lib/http/problem";
import type { LeaderboardParams } from "../search-params";

/** The server actions of saved views. */
export type ViewActs = {
  saveView: Act<NewView, View>;
  updateView: Act<ViewPatch & { id: string }, View>;
  removeView: Act<{ id: string }, View>;
  chooseDefaultView: Act<DefaultView, DefaultView>;
};

/** Changes of the address; null takes a parameter out of it. */
export type ParamsChange = { [Name in keyof LeaderboardParams]?: LeaderboardParams[Name] | null };

/** In the place of a view's id: everything, although another view is the default. */
export const EVERYTHING_VIEW = "everything";
