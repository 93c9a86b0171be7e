import type { Check } from "./check";
import { TAMPER } from "./checks/tamper";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [TAMPER];
