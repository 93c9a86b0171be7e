import type { MusterServer } from "../server";

/** Twelve origins that look more or less like Muster's own. */
export const spoofsOf = ({ port }: Pick<MusterServer, "port">): readonly string[] => [
  "https://evil.example",
  // A sandboxed frame.
  "null",
  `http://127.0.0.1.evil.example:${port}`,
  `http://evil.127.0.0.1:${port}`,
  `http://app.localhost:${port}`,
  `http://127.0.0.1:${port + 1}`,
  "http://127.0.0.1",
  `https://127.0.0.1:${port}`,
  `http://127.0.0.1:${port}@evil.example`,
  `http://127.0.0.1:${port}, https://evil.example`,
  `http://2130706433:${port}`,
  // Punycode of a name that looks like localhost.
  `http://xn--lcalhost-1g4c:${port}`,
];
