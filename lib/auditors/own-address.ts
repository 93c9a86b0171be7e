import { type AddressInfo, BlockList } from "node:net";
import { networkInterfaces } from "node:os";

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet("127.0.0.0", 8, "ipv4");
LOOPBACK.addAddress("::1", "ipv6");
const WILDCARD = new Set(["0.0.0.0", "::"]);

/** Says whether Muster answers at an address and port. `listening` is where its server listens, null before it does. */
export function ownAddress(listening: () => Pick<AddressInfo, "address" | "port"> | null) {
  return (address: string, port: number): boolean => {
    const own = listening();
    if (own === null || own.port !== port) return false;
    if (own.address === address) return true;
    if (isLoopback(address)) return isLoopback(own.address) || WILDCARD.has(own.address);
    return WILDCARD.has(own.address) && isOfThisMachine(address);
  };
}

function isLoopback(address: string): boolean {
  return LOOPBACK.check(address, address.includes(":") ? "ipv6" : "ipv4");
}

function isOfThisMachine(address: string): boolean {
  return Object.values(networkInterfaces()).some((cards) => cards?.some((card) => card.address === address));
}
