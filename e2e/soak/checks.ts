import type { Check } from "./check";
import { endpoints } from "./checks/endpoints";
import { forgery } from "./checks/forgery";
import { headerTricks } from "./checks/header-tricks";
import { hostileText } from "./checks/hostile-text";
import { origin } from "./checks/origin";
import { policy } from "./checks/policy";
import { upgrades } from "./checks/upgrades";

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [origin, headerTricks, upgrades, endpoints, forgery, hostileText, policy];
