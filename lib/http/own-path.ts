/** The header in which the edge passes on what was asked for; what a client sends in it is overwritten. */
export const ASKED_FOR = "x-muster-asked-for";

const NOWHERE = "http://own.invalid";
const LONGEST = 2_000;

/** A place of the console to go to after signing in: path, query and fragment of our own pages, else the start page. */
export function ownPath(given: unknown): string {
  if (typeof given !== "string" || given.length > LONGEST || !given.startsWith("/") || !URL.canParse(given, NOWHERE)) return "/";
  const { origin, pathname, searchParams, hash } = new URL(given, NOWHERE);
  if (origin !== NOWHERE || /^\/(welcome|api|_next)(\/|$)/.test(pathname) || pathname.startsWith("//")) return "/";
  // What Next adds when a page is only navigated to.
  searchParams.delete("_rsc");
  const query = searchParams.toString();
  return `${pathname}${query && `?${query}`}${hash}`;
}
