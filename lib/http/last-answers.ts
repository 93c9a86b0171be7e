import type { Server, ServerResponse } from "node:http";

/**
 * Follows the answers of a server. Once called, what it returns makes every answer that has not begun, and every later one,
 * the last of its connection: a client that keeps its connection sees it end after an answer, never in the place of one.
 */
export function followAnswers(server: Server): () => void {
  const open = new Set<ServerResponse>();
  let last = false;
  server.prependListener("request", (_, response) => {
    response.shouldKeepAlive &&= !last;
    open.add(response);
    response.once("close", () => open.delete(response));
  });
  return () => {
    last = true;
    for (const response of open) if (!response.headersSent) response.shouldKeepAlive = false;
  };
}
