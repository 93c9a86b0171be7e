import { instantOf, zoneOffset } from "@/components/ui/zone";
import { momentOf } from "./moment";

/** A moment as a field of date and time shows it, to the minute, on the clocks of the chosen zone. */
export function fieldText(at: number): string {
  return new Date(at + zoneOffset(at)).toISOString().slice(0, 16);
}

/** Epoch ms of what such a field holds, null while it is incomplete. */
export function fieldMoment(text: string): number | null {
  const shown = momentOf(`${text}Z`);
  return shown === null ? null : instantOf(shown);
}
