// Loaded into a server that is stopped: how many requests with signals it has read, in the file READ_COUNT names, once it exits.
import { subscribe } from "node:diagnostics_channel";
import { writeFileSync } from "node:fs";

let read = 0;
subscribe("http.server.request.start", ({ request }) => {
  if (request.method === "POST" && request.url.startsWith("/api/v1/signals")) read += 1;
});
process.on("exit", () => writeFileSync(process.env.READ_COUNT, String(read)));
