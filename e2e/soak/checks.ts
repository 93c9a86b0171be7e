import type { Check } from "./check";
import { access } from "./checks/access";
import { catchUp } from "./checks/catch-up";
import { together } from "./checks/commands-at-once";
import { crashed } from "./checks/crash-points";
import { manySockets, slowConsumers } from "./checks/crowd";
import { disconnects } from "./checks/disconnects";
import { failed } from "./checks/disk-error";
import { full } from "./checks/disk-full";
import { endpoints } from "./checks/endpoints";
import { eventStorm } from "./checks/event-storm";
import { locked } from "./checks/foreign-lock";
import { forgery } from "./checks/forgery";
import { headerTricks } from "./checks/header-tricks";
import { killed } from "./checks/kill";
import { written } from "./checks/order-of-writes";
import { origin } from "./checks/origin";
import { partly } from "./checks/partial-batches";
import { restartStorm } from "./checks/restart-storm";
import { secrets } from "./checks/secrets";
import { stopped } from "./checks/stop";
import { trustInputs } from "./checks/trust-inputs";
import { upgrades } from "./checks/upgrades";

const numberOf = ({ id }: Check): number => Number(id.slice(1));

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [
  access,
  catchUp,
  crashed,
  disconnects,
  endpoints,
  eventStorm,
  failed,
  forgery,
  full,
  headerTricks,
  killed,
  locked,
  manySockets,
  origin,
  partly,
  restartStorm,
  secrets,
  slowConsumers,
  stopped,
  together,
  trustInputs,
  upgrades,
  written,
].sort((a, b) => numberOf(a) - numberOf(b));
