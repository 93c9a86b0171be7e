import type { Check } from "./check";
import { timed } from "./checks/clock";
import { together } from "./checks/commands-at-once";
import { crashed } from "./checks/crash-points";
import { failed } from "./checks/disk-error";
import { full } from "./checks/disk-full";
import { locked } from "./checks/foreign-lock";
import { dependencies, steady, tasks, unhandled } from "./checks/gates";
import { repeated } from "./checks/idempotency";
import { killed } from "./checks/kill";
import { malformed } from "./checks/malformed";
import { upgraded } from "./checks/migrations";
import { written } from "./checks/order-of-writes";
import { partly } from "./checks/partial-batches";
import { restarted } from "./checks/restart";
import { scored } from "./checks/scores";
import { stopped } from "./checks/stop";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [
  killed,
  written,
  repeated,
  crashed,
  full,
  failed,
  locked,
  together,
  malformed,
  partly,
  restarted,
  scored,
  timed,
  stopped,
  upgraded,
  unhandled,
  dependencies,
  steady,
  tasks,
];
