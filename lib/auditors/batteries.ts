import { MUSTER_EN } from "./battery/muster-en";
import type { Battery } from "./battery/probe";

/** Every battery that audits were made with: evidence is judged by the one that asked. */
const BATTERIES: readonly Battery[] = [MUSTER_EN];

/** What audits ask now. */
export const BATTERY_IN_USE: Battery = MUSTER_EN;

type Named = { battery: string; batteryVersion: string; batterySha256: string };

/** Null where this Muster has no such battery, or another text under its version. */
export function findBattery(of: Named): Battery | null {
  const found = BATTERIES.find(
    ({ id, version, sha256 }) => id === of.battery && version === of.batteryVersion && sha256 === of.batterySha256,
  );
  return found ?? null;
}

/** Throws RangeError where there is none. */
export function batteryOf(of: Named): Battery {
  const found = findBattery(of);
  if (!found) throw new RangeError(`This Muster has no battery ${of.battery} ${of.batteryVersion} (${of.batterySha256}).`);
  return found;
}
