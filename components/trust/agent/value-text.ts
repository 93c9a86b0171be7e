import { decimal } from "@/components/ui/format";

/** The value of a signal, 0–1: as many places as needed, two at most. */
export function valueText(value: number): string {
  return value === 0 || value === 1 ? String(value) : decimal(value, 2);
}
