import { createParser, type inferParserType, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs";
import { TIERS } from "@/lib/registry/tier";
import { BAND_KEYS } from "@/lib/trust/band";
import { formatColumns, parseColumns, sameColumns } from "./columns";
import { FILTERS } from "./filter";
import { parseHeld, STATUSES } from "./narrowing";
import { BY_RANK, formatSort, parseSort, sameSort } from "./sort";

const parseAsSort = createParser({ parse: parseSort, serialize: formatSort, eq: sameSort });
const parseAsColumns = createParser({ parse: parseColumns, serialize: formatColumns, eq: sameColumns });
const parseAsHeld = createParser({ parse: parseHeld, serialize: String });

/** What of the leaderboard is in the URL, so that Back, reload and a link keep it. `w` is read by lib/trust/share, which can say what is wrong with it. */
export const searchParams = {
  q: parseAsString.withDefault(""),
  filter: parseAsStringLiteral(FILTERS).withDefault("all"),
  tier: parseAsStringLiteral(TIERS),
  band: parseAsStringLiteral(BAND_KEYS),
  model: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  held: parseAsHeld,
  sort: parseAsSort.withDefault(BY_RANK),
  cols: parseAsColumns,
  movers: parseAsBoolean.withDefault(false),
  w: parseAsString,
  /** Id of the view that was chosen, or `everything`; what it says is in the other parameters. */
  view: parseAsString,
  /** Id of the agent that is looked at beside the list. */
  peek: parseAsString,
};

export type LeaderboardParams = inferParserType<typeof searchParams>;
