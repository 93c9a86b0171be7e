import { Agent, request as send } from "node:http";
import { KEY, type MusterServer } from "../server";

/** A request as it goes over the wire; paths and bodies are sent exactly as written. */
export type RawRequest = {
  method: string;
  /** Path and query below the origin. */
  target: string;
  headers?: Record<string, string>;
  body?: Buffer;
};

export type RawAnswer = { status: number; type: string; text: string };

const ignore = () => {};
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends a request with the environment key. Answers status 0 when the connection ends without an answer. */
export function sendRaw(server: MusterServer, { method, target, headers, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const lost = (error: Error) => resolve({ status: 0, type: "", text: error.message });
    const outgoing = send(
      {
        agent,
        host: "127.0.0.1",
        port: server.port,
        method,
        path: target,
        headers: { authorization: `Bearer ${KEY}`, ...(body && { "content-length": body.length }), ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", lost);
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            type: answer.headers["content-type"] ?? "",
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", lost);
    // A refused body may still be on its way when the server hangs up; by then nobody else listens to the socket.
    outgoing.on("socket", (socket) => {
      if (socket.listeners("error").includes(ignore)) return;
      socket.on("error", ignore);
    });
    outgoing.end(body);
  });
}
