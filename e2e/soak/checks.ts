import type { Check } from "./check";
import { killed } from "./checks/kill";
import { stopped } from "./checks/stop";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [killed, stopped];
