// Loaded into the server's process before everything else: it asks no name server, but HOSTILE_NAMES. That is an object of
// answers by name, each a list of addresses; where a name has several answers, each question gets the next and then the last.
import dns from "node:dns/promises";
import { syncBuiltinESMExports } from "node:module";

const names = JSON.parse(process.env.HOSTILE_NAMES ?? "{}");
const { lookup } = dns;

dns.lookup = async (host, options) => {
  const answers = names[host];
  if (!answers) return host === "localhost" ? lookup(host, options) : Promise.reject(new Error(`no such name: ${host}`));
  const addresses = answers.length > 1 ? answers.shift() : answers[0];
  return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};
syncBuiltinESMExports();
