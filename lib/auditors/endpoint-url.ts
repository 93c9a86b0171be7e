import { isIP } from "node:net";
import { classOf, isOddlyWritten } from "./address";

/** What decides where requests may go. The same when an endpoint is saved and when it is called. */
export type OutboundRules = {
  /** Places, `host:port` as URLs spell them, that may lie on private addresses. May change while the process runs. */
  allowed: ReadonlySet<string>;
  /** Whether Muster itself answers there. */
  isOwn: (address: string, port: number) => boolean;
};

/** Where a request goes. `host` is bare, `place` is `host:port` as URLs spell it. */
export type Target = { url: URL; host: string; port: number; place: string; listed: boolean };

const LONGEST_URL = 2000;
const DEFAULT_PORT: Readonly<Record<string, number>> = { "http:": 80, "https:": 443 };

/**
 * Whether an endpoint's URL may be called, as far as its text shows: where a name leads is judged at each call. `detail` says
 * why not and repeats neither path nor query, which may hold secrets.
 */
export function judgeUrl(text: string, rules: OutboundRules): { ok: true; target: Target } | { ok: false; detail: string } {
  const no = (detail: string) => ({ ok: false as const, detail });
  if (text.length > LONGEST_URL) return no(`The URL is longer than ${LONGEST_URL} characters.`);
  if (!/^[!-[\]-~]+$/.test(text) || !URL.canParse(text))
    return no("The URL is not a full URL in visible ASCII characters (escape others with %, write names as xn--…).");
  const url = new URL(text);
  const usual = DEFAULT_PORT[url.protocol];
  if (usual === undefined) return no("The URL must begin with http:// or https://.");
  if (url.username !== "" || url.password !== "")
    return no("The URL must not hold a user or password: set MUSTER_ENDPOINT_CREDENTIALS.");
  if (isOddlyWritten(text, url)) return no(`The URL must name its host plainly, as ${url.protocol}//${url.hostname}.`);
  if (url.hostname.endsWith(".")) return no("The URL's host must not end with a dot.");
  if (url.port === "0") return no("The URL's port must be from 1 to 65535.");
  const port = Number(url.port) || usual;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const place = `${url.hostname}:${port}`;
  const target: Target = { url, host, port, place, listed: rules.allowed.has(place) };
  const refused = isIP(host) > 0 ? refusedAddress(host, target, rules) : refusedName(target);
  return refused === null ? { ok: true, target } : no(refused);
}

/** Why an address that the target's host has must not be called; null where it may. */
export function refusedAddress(address: string, target: Target, rules: OutboundRules): string | null {
  const kind = classOf(address);
  if (kind === "never") return `${target.place} is on an address that is never called (link-local, multicast or not an address).`;
  if (rules.isOwn(address, target.port)) return `${target.place} is Muster itself.`;
  return kind === "private" && !target.listed ? privately(target) : null;
}

/** Names that mean this machine whatever a name server says (RFC 6761). */
function refusedName(target: Target): string | null {
  return /(^|\.)localhost$/.test(target.host) && !target.listed ? privately(target) : null;
}

function privately({ place }: Target): string {
  return `${place} is on a private address. MUSTER_ALLOW_PRIVATE_ENDPOINTS=${place} would allow it.`;
}
