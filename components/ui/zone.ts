declare global {
  /** On a server: what the cookie of the request that is being answered says of the zone; nobody else knows whom it is for. */
  var musterZone: (() => string | undefined) | undefined;
}

/** Cookie that holds the zone of exact times by its IANA name; the server reads it too. */
export const ZONE_COOKIE = "zone";
export const UTC = "UTC";

type Zone = { id: string; parts: Intl.DateTimeFormat; names: readonly Intl.DateTimeFormat[]; offsets: Map<number, number> };

const NAME = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;
/** No zone changes its offset within a quarter of an hour. */
const STEADY_MS = 900_000;
const MOST_OFFSETS = 10_000;
const MOST_ZONES = 50;

// Zones by what cookies say, null for UTC and for what is no zone.
const known = new Map<string, Zone | null>();

function made(name: string): Zone | null {
  if (!NAME.test(name)) return null;
  try {
    const { timeZone: id } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
    if (id === UTC) return null;
    const exact = {
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    } as const;
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: id, hourCycle: "h23", ...exact });
    const names = ["en-GB", "en-US"].map((locale) => new Intl.DateTimeFormat(locale, { timeZone: id, timeZoneName: "short" }));
    return { id, parts, names, offsets: new Map() };
  } catch {
    return null;
  }
}

function zoneOf(name: string): Zone | null {
  const there = known.get(name);
  if (there !== undefined) return there;
  // Anybody can write a cookie: what is remembered of them has an end.
  if (known.size >= MOST_ZONES) known.clear();
  const zone = made(name);
  known.set(name, zone);
  return zone;
}

function inCookies(cookies: string): string {
  const found = cookies.split("; ").find((cookie) => cookie.startsWith(`${ZONE_COOKIE}=`));
  return found?.slice(ZONE_COOKIE.length + 1) ?? UTC;
}

// A page keeps the zone that it was rendered in; another one takes a reload.
const ofBrowser = typeof document === "undefined" ? null : inCookies(document.cookie);

const current = (): Zone | null => zoneOf(ofBrowser ?? globalThis.musterZone?.() ?? UTC);

/** The zone of exact times by its IANA name; UTC unless somebody chose another. */
export function zoneId(): string {
  return current()?.id ?? UTC;
}

/** How far the zone's clocks are ahead of UTC at a time (epoch ms), ms. */
export function zoneOffset(at: number): number {
  const zone = current();
  if (!zone || !Number.isFinite(at)) return 0;
  const quarter = Math.floor(at / STEADY_MS) * STEADY_MS;
  const there = zone.offsets.get(quarter);
  if (there !== undefined) return there;
  const part = Object.fromEntries(zone.parts.formatToParts(quarter).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - quarter;
  if (zone.offsets.size >= MOST_OFFSETS) zone.offsets.clear();
  zone.offsets.set(quarter, offset);
  return offset;
}

/** The instant (epoch ms) at which the zone's clocks show what a clock in UTC shows at `shown`. */
export function instantOf(shown: number): number {
  // Where the clocks change in between, the second look is that of the right side.
  return shown - zoneOffset(shown - zoneOffset(shown));
}

/** What the zone is called at a time (epoch ms): "UTC", "CET", "EST"; "GMT+5:30" where it has no short name. */
export function zoneName(at: number): string {
  const zone = current();
  if (!zone || !Number.isFinite(at)) return UTC;
  const names = zone.names.map((format) => format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? UTC);
  return names.find((name) => !name.startsWith("GMT")) ?? names[0] ?? UTC;
}
