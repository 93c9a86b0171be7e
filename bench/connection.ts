import { connect, type Socket } from "node:net";

export type Answer = { status: number; body: string };

/**
 * One keep-alive HTTP/1.1 connection to this machine, one request at a time. Thin on purpose: client and server share
 * the processor, and Node's own client costs as much as the server it measures.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly head: string,
  ) {
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.take(chunk));
    socket.on("error", (error) => this.fail(error));
    socket.on("close", () => this.fail(new Error("the server closed the connection")));
  }

  static async open(port: number, key: string): Promise<Connection> {
    const socket = connect(port, "127.0.0.1");
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new Connection(
      socket,
      `Host: 127.0.0.1:${port}\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n`,
    );
  }

  post(path: string, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      // It may have ended while nothing was waited for.
      if (this.socket.destroyed) return reject(new Error("the server closed the connection"));
      this.waiting = { resolve, reject };
      this.socket.write(`POST ${path} HTTP/1.1\r\n${this.head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const answer = parseAnswer(this.received);
    if (!answer) return;
    const waiting = this.waiting;
    this.received = Buffer.alloc(0);
    this.waiting = undefined;
    waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = undefined;
  }
}

/** A whole answer, or undefined while parts are missing. */
export function parseAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    return bytes.length < end + 4 + Number(length) ? undefined : { status, body: bytes.toString("utf8", end + 4) };
  }
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return { status, body: "" };
  const body = bytes.toString("utf8", end + 4);
  return body.endsWith("0\r\n\r\n") ? { status, body: unchunked(body) } : undefined;
}

function unchunked(body: string): string {
  return body
    .split("\r\n")
    .filter((_, line) => line % 2 === 1)
    .join("");
}
