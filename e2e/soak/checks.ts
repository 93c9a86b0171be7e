import type { Check } from "./check";
import { catchUp } from "./checks/catch-up";
import { disconnects } from "./checks/disconnects";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [catchUp, disconnects];
