import type { Check } from "./check";
import { endpoints } from "./checks/endpoints";
import { forgery } from "./checks/forgery";
import { headerTricks } from "./checks/header-tricks";
import { killed } from "./checks/kill";
import { origin } from "./checks/origin";
import { stopped } from "./checks/stop";
import { upgrades } from "./checks/upgrades";

const numberOf = ({ id }: Check): number => Number(id.slice(1));

/** Every check there is, in order. */
export const CHECKS: readonly Check[] = [endpoints, forgery, headerTricks, killed, origin, stopped, upgrades].sort(
  (a, b) => numberOf(a) - numberOf(b),
);
