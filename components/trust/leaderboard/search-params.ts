import { createParser, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs";
import { TIERS } from "@/lib/registry/tier";
import { FILTERS } from "./filter";
import { BY_SCORE, formatSort, parseSort, sameSort } from "./sort";

const parseAsSort = createParser({ parse: parseSort, serialize: formatSort, eq: sameSort });

/** What of the leaderboard is in the URL, so that Back, reload and a link keep it. `w` is read by lib/trust/share, which can say what is wrong with it. */
export const searchParams = {
  q: parseAsString.withDefault(""),
  filter: parseAsStringLiteral(FILTERS).withDefault("all"),
  tier: parseAsStringLiteral(TIERS),
  sort: parseAsSort.withDefault(BY_SCORE),
  movers: parseAsBoolean.withDefault(false),
  w: parseAsString,
};
