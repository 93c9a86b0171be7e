import type { Check } from "./check";
import { BACKUP } from "./checks/backup";
import { TAMPER } from "./checks/tamper";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [TAMPER, BACKUP];
