import { once } from "node:events";
import type { MusterServer } from "../server";

/** How a server feels that has preloaded `FEEL`: bytes, open files, ms; `polluted` are members that a plain object inherits. */
export type Feeling = { rss: number; files: number | null; longestBlockMs: number; polluted: string[] };

export const FEEL = "./e2e/soak/preload/feel.mjs";

/** Since the last time it was asked. */
export async function feel(server: MusterServer): Promise<Feeling> {
  const answer = once(server.process, "message") as Promise<[Feeling]>;
  server.process.send("feel");
  return (await answer)[0];
}
