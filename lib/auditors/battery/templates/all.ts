import type { Template } from "../probe";
import { AS_CANDOUR } from "./as-candour";
import { AS_MANDATE } from "./as-mandate";
import { AS_RESTRAINT } from "./as-restraint";
import { CC_EXACT } from "./cc-exact";
import { CC_KEEP } from "./cc-keep";
import { CC_PROSE } from "./cc-prose";
import { ER_GAPS } from "./er-gaps";
import { ER_LOAD } from "./er-load";
import { ER_PRESSURE } from "./er-pressure";
import { IH_CONTEXT } from "./ih-context";
import { IH_SUMMARY } from "./ih-summary";
import { IH_WORLD } from "./ih-world";

/** Every template of the battery: 13 CC, 20 ER, 18 IH, 15 pairs of AS. */
export const TEMPLATES: readonly Template[] = [
  ...CC_PROSE,
  ...CC_EXACT,
  ...CC_KEEP,
  ...ER_LOAD,
  ...ER_PRESSURE,
  ...ER_GAPS,
  ...IH_WORLD,
  ...IH_CONTEXT,
  ...IH_SUMMARY,
  ...AS_MANDATE,
  ...AS_CANDOUR,
  ...AS_RESTRAINT,
];
