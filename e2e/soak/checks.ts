import type { Check } from "./check";
import { together } from "./checks/commands-at-once";
import { crashed } from "./checks/crash-points";
import { failed } from "./checks/disk-error";
import { full } from "./checks/disk-full";
import { locked } from "./checks/foreign-lock";
import { killed } from "./checks/kill";
import { written } from "./checks/order-of-writes";
import { partly } from "./checks/partial-batches";
import { stopped } from "./checks/stop";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [killed, written, crashed, full, failed, locked, together, partly, stopped];
