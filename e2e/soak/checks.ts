import type { Check } from "./check";
import { catchUp } from "./checks/catch-up";
import { manySockets, slowConsumers } from "./checks/crowd";
import { disconnects } from "./checks/disconnects";
import { eventStorm } from "./checks/event-storm";
import { restartStorm } from "./checks/restart-storm";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [catchUp, disconnects, restartStorm, slowConsumers, manySockets, eventStorm];
