import { createSerializer } from "nuqs";
import { parseShared } from "@/lib/trust/share";
import { type LeaderboardParams, searchParams } from "../search-params";

/** What a view keeps of the address: everything but the view's own name and what is looked at beside the list. */
export type Kept = Omit<LeaderboardParams, "view" | "peek">;

const { view: _view, peek: _peek, ...keptParams } = searchParams;
const write = createSerializer(keptParams);

/** The part of the address that a view keeps, without the `?`; always in the same order, so that two can be compared. */
export function searchOf(params: Partial<LeaderboardParams>): string {
  const kept = Object.fromEntries(Object.keys(keptParams).map((name) => [name, params[name as keyof Kept] ?? null]));
  return write(kept as Partial<Kept>).replace(/^\?/, "");
}

/**
 * What a kept search asks for. `ignored` names the parameters that this version of the screen does not know or cannot
 * read: they are left out, so that a view survives a change of what can be asked.
 */
export function readSearch(search: string): { params: Partial<Kept>; ignored: string[] } {
  const params: Record<string, unknown> = {};
  const ignored = new Set<string>();
  for (const [name, text] of new URLSearchParams(search)) {
    const value = Object.hasOwn(keptParams, name) ? keptParams[name as keyof Kept].parse(text) : null;
    if (value === null || (name === "w" && !parseShared(text).ok)) ignored.add(name);
    else params[name] = value;
  }
  return { params: params as Partial<Kept>, ignored: [...ignored] };
}

/** Every kept parameter, for setting them all at once: what the search does not say is null. */
export function allOf(search: string): { [Name in keyof Kept]: Kept[Name] | null } {
  const { params } = readSearch(search);
  return Object.fromEntries(Object.keys(keptParams).map((name) => [name, params[name as keyof Kept] ?? null])) as ReturnType<
    typeof allOf
  >;
}
