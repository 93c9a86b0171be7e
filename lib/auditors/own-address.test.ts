import { networkInterfaces } from "node:os";
import { expect, it } from "vitest";
import { ownAddress } from "./own-address";

const card = Object.values(networkInterfaces())
  .flatMap((cards) => cards ?? [])
  .find(({ internal }) => !internal)?.address;
const isOwn = (listening: string | null) => ownAddress(() => (listening === null ? null : { address: listening, port: 3000 }));

it.each([
  ["127.0.0.1", ["127.0.0.1", "127.9.9.9", "::1"], ["10.0.0.1", "8.8.8.8", "fd00::1"]],
  ["::1", ["127.0.0.1", "::1"], ["10.0.0.1"]],
  ["10.0.0.1", ["10.0.0.1"], ["127.0.0.1", "::1", "10.0.0.2"]],
  ["0.0.0.0", ["127.0.0.1", "::1", ...(card ? [card] : [])], ["8.8.8.8"]],
  ["::", ["127.0.0.1", "::1", ...(card ? [card] : [])], ["2606:4700::1"]],
])("listening at %s, Muster answers at %j and not at %j", (listening, own, others) => {
  for (const address of own) expect(isOwn(listening)(address, 3000)).toBe(true);
  for (const address of own) expect(isOwn(listening)(address, 3001)).toBe(false);
  for (const address of others) expect(isOwn(listening)(address, 3000)).toBe(false);
});

it("not listening yet, it answers nowhere", () => expect(isOwn(null)("127.0.0.1", 3000)).toBe(false));
