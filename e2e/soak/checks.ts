import type { Check } from "./check";
import { access } from "./checks/access";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [access];
