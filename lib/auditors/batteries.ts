import { MUSTER_EN } from "./battery/muster-en";
import type { Battery } from "./battery/probe";

/** Every battery that audits were made with: evidence is judged by the one that asked. */
const BATTERIES: readonly Battery[] = [MUSTER_EN];

/** What audits ask now. */
export const BATTERY_IN_USE: Battery = MUSTER_EN;

/** A battery as an audit names it. */
type Named = { battery: string; batteryVersion: string; batterySha256: string };

/** Throws RangeError where this Muster has no such battery, or another text under its version. */
export function batteryOf(named: Named): Battery {
  const found = find(named);
  if (!found)
    throw new RangeError(`This Muster has no battery ${named.battery} ${named.batteryVersion} (${named.batterySha256}).`);
  return found;
}

export function isAtHand(named: Named): boolean {
  return find(named) !== undefined;
}

function find({ battery, batteryVersion, batterySha256 }: Named): Battery | undefined {
  return BATTERIES.find(({ id, version, sha256 }) => id === battery && version === batteryVersion && sha256 === batterySha256);
}
