import { zoneName, zoneOffset } from "./zone";

/** Narrow no-break space: groups thousands. */
const THIN = "\u202f";
/** No-break space: between a number and its unit. */
const SPACE = "\u00a0";
const MINUS = "\u2212";
const DASH = "\u2013";

const MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Shown where there is no value: an en dash, never 0. */
export const NO_VALUE = DASH;

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, THIN);
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** `1 099`, `−24`; an en dash where there is no number. */
export function integer(value: number | null | undefined): string {
  if (!isNumber(value)) return NO_VALUE;
  const rounded = Math.round(value);
  return (rounded < 0 ? MINUS : "") + grouped(String(Math.abs(rounded)));
}

/** A change: `+13`, `−24`, `0`. */
export function signed(value: number | null | undefined): string {
  return isNumber(value) && Math.round(value) > 0 ? `+${integer(value)}` : integer(value);
}

/** `82.0`, `−0.066`: always `digits` places, the point as separator. */
export function decimal(value: number | null | undefined, digits = 1): string {
  if (!isNumber(value)) return NO_VALUE;
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = "0", rest] = fixed.split(".");
  const sign = value < 0 && Number(fixed) !== 0 ? MINUS : "";
  return sign + grouped(whole) + (rest === undefined ? "" : `.${rest}`);
}

/** A change with places: `+0.044`, `−0.018`, `0.000`. */
export function signedDecimal(value: number | null | undefined, digits = 1): string {
  return isNumber(value) && value > 0 && Number(value.toFixed(digits)) !== 0
    ? `+${decimal(value, digits)}`
    : decimal(value, digits);
}

/** A share 0–1 as `25 %`, `99.0 %`. */
export function percent(share: number | null | undefined, digits = 0): string {
  return isNumber(share) ? `${decimal(share * 100, digits)}${SPACE}%` : NO_VALUE;
}

/** The two largest units of a span: `6 d 4 h`, `1 h 5 m`, `58 s`. Milliseconds in. */
export function duration(ms: number | null | undefined): string {
  if (!isNumber(ms)) return NO_VALUE;
  const sign = ms < 0 ? MINUS : "";
  const span = Math.abs(ms);
  const part = (n: number, unit: string) => `${grouped(String(Math.floor(n)))}${SPACE}${unit}`;
  const pair = (big: keyof typeof MS, small: keyof typeof MS) => {
    const rest = Math.floor((span % MS[big]) / MS[small]);
    return part(span / MS[big], big) + (rest > 0 ? ` ${part(rest, small)}` : "");
  };
  if (span >= MS.d) return sign + pair("d", "h");
  if (span >= MS.h) return sign + pair("h", "m");
  return sign + (span >= MS.m ? part(span / MS.m, "m") : part(span / MS.s, "s"));
}

/** The one largest unit of an age: `4 s`, `26 m`, `3 h`, `12 d`; under a second `0 s`. Milliseconds in. */
export function age(ms: number | null | undefined): string {
  if (!isNumber(ms)) return NO_VALUE;
  const span = Math.max(0, ms);
  const unit = span >= MS.d ? "d" : span >= MS.h ? "h" : span >= MS.m ? "m" : "s";
  return `${grouped(String(Math.floor(span / MS[unit])))}${SPACE}${unit}`;
}

/** A span seen from now, positive = past: `26 m ago`, `in 1 d 18 h`, `just now`. Milliseconds in. */
export function relative(msAgo: number): string {
  if (Math.abs(msAgo) < MS.s) return "just now";
  return msAgo > 0 ? `${age(msAgo)} ago` : `in ${duration(-msAgo)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const two = (n: number) => String(n).padStart(2, "0");

/** A point in time: RFC 3339 text or epoch milliseconds. Everything absolute is shown in the zone that was chosen. */
export type Instant = string | number;

/** What the zone's clocks and calendars show, to be read by the UTC methods. */
function date(at: Instant): Date | null {
  const when = new Date(at).getTime();
  return Number.isNaN(when) ? null : new Date(when + zoneOffset(when));
}

/** `14:02:11`. */
export function clock(at: Instant): string {
  const d = date(at);
  return d ? `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}` : NO_VALUE;
}

/** `14:02`. */
export function hourMinute(at: Instant): string {
  return date(at) ? clock(at).slice(0, 5) : NO_VALUE;
}

/** `19 Nov`. */
export function day(at: Instant): string {
  const d = date(at);
  return d ? `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]}` : NO_VALUE;
}

/** `Fri 13`. */
export function weekday(at: Instant): string {
  const d = date(at);
  return d ? `${WEEKDAYS[d.getUTCDay()]} ${d.getUTCDate()}` : NO_VALUE;
}

/** `14:02:11 UTC`, `15:02:11 CET`. */
export function clockInZone(at: Instant): string {
  return date(at) ? `${clock(at)} ${zoneName(new Date(at).getTime())}` : NO_VALUE;
}

/** `14:02 UTC`. */
export function hourMinuteInZone(at: Instant): string {
  return date(at) ? `${hourMinute(at)} ${zoneName(new Date(at).getTime())}` : NO_VALUE;
}

/** `19 Nov 2026 13:58:02 UTC`. */
export function exact(at: Instant): string {
  const d = date(at);
  return d ? `${day(at)} ${d.getUTCFullYear()} ${clockInZone(at)}` : NO_VALUE;
}

/** `1 agent`, `6 agents`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${integer(n)} ${n === 1 ? one : many}`;
}

/** A hash or id shortened in the middle: `7be0…41d9`. */
export function shortHash(hash: string, keep = 4): string {
  return hash.length <= keep * 2 + 1 ? hash : `${hash.slice(0, keep)}…${hash.slice(-keep)}`;
}

const BYTE_UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** "812 B", "1.4 MB": decimal units, as disks are sold. */
export function bytes(n: number): string {
  const power = Math.min(Math.floor(Math.log10(Math.max(n, 1)) / 3), BYTE_UNITS.length - 1);
  const value = n / 1000 ** power;
  return `${decimal(value, power === 0 || value >= 100 ? 0 : 1)} ${BYTE_UNITS[power]}`;
}
