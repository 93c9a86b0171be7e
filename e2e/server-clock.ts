import { once } from "node:events";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { MusterServer } from "./server";

/** To preload: the server's clock begins 8 hours ago. */
export const CLOCK = pathToFileURL(fileURLToPath(new URL("./clock.mjs", import.meta.url))).href;

/** Sets the clock of a server that was started with CLOCK. */
export async function hoursBack(server: MusterServer, hours: number): Promise<void> {
  const moved = once(server.process, "message");
  server.process.send({ hoursBack: hours });
  await moved;
}
