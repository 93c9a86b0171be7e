import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SESSION_COOKIE, sealSession } from "../../lib/http/session";
import { type Runtime, setRuntime } from "../../lib/runtime";
import type { MusterServer } from "../server";

/** The Cookie header of a browser in which the owner has signed in, sealed with the server's own secret. */
export async function ownerCookie(server: MusterServer): Promise<string> {
  const secret = server.environment().MUSTER_SECRET ?? readFileSync(join(server.folder, "secret"), "utf8").trim();
  // Sealing needs the secret and the time, nothing else of a running process.
  setRuntime({ config: { secret }, now: () => Date.now() } as unknown as Runtime);
  return `${SESSION_COOKIE}=${await sealSession({ userId: "owner", name: "owner", role: "admin" })}`;
}
