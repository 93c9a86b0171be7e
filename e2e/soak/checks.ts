import type { Check } from "./check";
import { catchUp } from "./checks/catch-up";
import { manySockets, slowConsumers } from "./checks/crowd";
import { disconnects } from "./checks/disconnects";
import { endpoints } from "./checks/endpoints";
import { eventStorm } from "./checks/event-storm";
import { forgery } from "./checks/forgery";
import { headerTricks } from "./checks/header-tricks";
import { killed } from "./checks/kill";
import { origin } from "./checks/origin";
import { restartStorm } from "./checks/restart-storm";
import { stopped } from "./checks/stop";
import { upgrades } from "./checks/upgrades";

const numberOf = ({ id }: Check): number => Number(id.slice(1));

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [
  catchUp,
  disconnects,
  endpoints,
  eventStorm,
  forgery,
  headerTricks,
  killed,
  manySockets,
  origin,
  restartStorm,
  slowConsumers,
  stopped,
  upgrades,
].sort((a, b) => numberOf(a) - numberOf(b));
