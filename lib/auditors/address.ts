import { BlockList, isIP } from "node:net";

/** Why a request to an address is refused: `never` also where the operator listed it, `private` unless listed. */
export type AddressClass = "public" | "private" | "never";

const NEVER = listOf(
  ["0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "255.255.255.255/32", "168.63.129.16/32", "100.100.100.200/32"],
  ["::/128", "64:ff9b::/96", "fe80::/10", "ff00::/8", "fd00:ec2::254/128"],
);

const PRIVATE = listOf(
  [
    ...["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24"],
    ...["192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4"],
  ],
  ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"],
);

/** IPv6 addresses that are given out at all; everything else is for some special use. */
const GLOBAL = listOf([], ["2000::/3"]);

/** What kind of address a resolved one is. Text that is no plain address, or has a zone, is `never`. */
export function classOf(address: string): AddressClass {
  const version = address.includes("%") ? 0 : isIP(address);
  if (version === 0) return "never";
  const family = version === 4 ? "ipv4" : "ipv6";
  // BlockList takes ::ffff:a.b.c.d and a.b.c.d for one address, so the form is told by how URLs spell it.
  if (version === 6 && new URL(`http://[${address}]`).hostname.startsWith("[::ffff:")) return "never";
  if (NEVER.check(address, family)) return "never";
  if (PRIVATE.check(address, family)) return "private";
  return version === 6 && !GLOBAL.check(address, family) ? "private" : "public";
}

/**
 * True where a URL's text names its host in another way than URLs spell it (octal, hex or short numbers, wide digits, escapes,
 * other dots, a user before it): nobody does so by accident. Names beyond ASCII are to be written as `xn--…`.
 */
export function isOddlyWritten(text: string, url: URL): boolean {
  const start = `${url.protocol}//${url.hostname}`;
  return !text.toLowerCase().startsWith(start) || !/^([:/?#]|$)/.test(text.slice(start.length));
}

function listOf(four: readonly string[], six: readonly string[]): BlockList {
  const list = new BlockList();
  for (const [family, nets] of [["ipv4", four] as const, ["ipv6", six] as const])
    for (const net of nets) {
      const [address = "", bits] = net.split("/");
      list.addSubnet(address, Number(bits), family);
    }
  return list;
}
