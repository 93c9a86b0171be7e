import type { Check } from "./check";
import { access } from "./checks/access";
import { craftedActions } from "./checks/actions";
import { BACKUP } from "./checks/backup";
import { catchUp } from "./checks/catch-up";
import { timed } from "./checks/clock";
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
import { dependencies, steady, tasks, unhandled } from "./checks/gates";
import { guesses } from "./checks/guesses";
import { headerTricks } from "./checks/header-tricks";
import { hostileText } from "./checks/hostile-text";
import { repeated } from "./checks/idempotency";
import { killed } from "./checks/kill";
import { malformed } from "./checks/malformed";
import { upgraded } from "./checks/migrations";
import { written } from "./checks/order-of-writes";
import { origin } from "./checks/origin";
import { partly } from "./checks/partial-batches";
import { policy } from "./checks/policy";
import { restarted } from "./checks/restart";
import { restartStorm } from "./checks/restart-storm";
import { scored } from "./checks/scores";
import { secrets } from "./checks/secrets";
import { sessions } from "./checks/sessions";
import { stillness } from "./checks/stillness";
import { stopped } from "./checks/stop";
import { TAMPER } from "./checks/tamper";
import { trustInputs } from "./checks/trust-inputs";
import { upgrades } from "./checks/upgrades";

/** R1 … R36, then the other gates, then what somebody at a page feels. */
const orderOf = ({ id }: Check): number => "RGU".indexOf(id.charAt(0)) * 1_000 + Number(id.slice(1));

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [
  BACKUP,
  TAMPER,
  access,
  catchUp,
  craftedActions,
  crashed,
  dependencies,
  disconnects,
  endpoints,
  eventStorm,
  failed,
  forgery,
  full,
  guesses,
  headerTricks,
  hostileText,
  killed,
  locked,
  malformed,
  manySockets,
  origin,
  partly,
  policy,
  repeated,
  restartStorm,
  restarted,
  scored,
  secrets,
  sessions,
  slowConsumers,
  steady,
  stillness,
  stopped,
  tasks,
  timed,
  together,
  trustInputs,
  unhandled,
  upgraded,
  upgrades,
  written,
].sort((a, b) => orderOf(a) - orderOf(b));
