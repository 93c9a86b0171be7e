import type { Check } from "./check";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [];
