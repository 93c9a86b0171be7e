import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import proxyaddr from "proxy-addr";

/** The header in which the edge passes on where a request comes from; what a client sends in it is overwritten. */
export const CLIENT_ADDRESS = "x-muster-client-address";

const NAMES = new Set(["loopback", "linklocal", "uniquelocal"]);

type Parsed = { ok: true; value: string[] } | { ok: false; why: string };

/** Reads a comma list of addresses, CIDRs and names such as `loopback`. */
export function parseProxies(text: string | undefined): Parsed {
  const value = (text ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
  for (const entry of value)
    if (!NAMES.has(entry) && !isNetwork(entry))
      return { ok: false, why: `"${entry}" is not an address, a network (10.0.0.0/8) or loopback.` };
  return { ok: true, value };
}

function isNetwork(entry: string): boolean {
  const [address = "", bits, ...more] = entry.split("/");
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Where requests come from: the socket's other end, or what a trusted proxy says of it. */
export function clientAddresses(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const isTrusted = proxyaddr.compile([...trustedProxies]);
  return (request) => proxyaddr(request, isTrusted) ?? "";
}
