import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const TEXT = 1;
const CLOSE = 8;

const BINARY = 2;

/**
 * The least of a WebSocket client for this machine: messages without fragments. Thin on purpose: thousands of them
 * share two processor cores with the server they measure.
 */
export class WebSocketClient {
  private received: Buffer = Buffer.alloc(0);
  private open = false;
  /** What was answered instead of a WebSocket. */
  refusal: string | undefined;

  private constructor(
    private readonly socket: Socket,
    private readonly take: (message: Buffer, client: WebSocketClient) => void,
  ) {
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.read(chunk));
    socket.on("error", () => socket.destroy());
  }

  /** @param take gets each message; its bytes are only lent */
  static async connect(
    port: number,
    path: string,
    take: (message: Buffer, client: WebSocketClient) => void,
  ): Promise<WebSocketClient> {
    const socket = connect(port, "127.0.0.1");
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    const client = new WebSocketClient(socket, take);
    const key = randomBytes(16).toString("base64");
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    return client;
  }

  /** With a mask of zeros: masking them changes nothing. */
  send(message: string | Buffer): void {
    const body = Buffer.from(message as string);
    this.socket.write(Buffer.concat([headOf(typeof message === "string" ? TEXT : BINARY, body.length), body]));
  }

  /** Reads nothing any more, and stays. */
  stall(): void {
    this.socket.pause();
  }

  /** Whether the connection still stands. */
  get stands(): boolean {
    return !this.socket.destroyed;
  }

  close(): void {
    this.socket.destroy();
  }

  private read(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    if (!this.open) {
      const end = this.received.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!this.received.toString("latin1", 0, 12).endsWith("101")) {
        this.refusal = this.received.toString("latin1");
        return;
      }
      this.open = true;
      this.received = this.received.subarray(end + 4);
    }
    for (let frame = frameOf(this.received); frame; frame = frameOf(this.received)) {
      this.received = this.received.subarray(frame.end);
      if (frame.kind === CLOSE) this.close();
      if (frame.kind === TEXT) this.take(frame.message, this);
    }
  }
}

/** The head of a masked frame. */
function headOf(kind: number, length: number): Buffer {
  const mask = Buffer.alloc(4);
  if (length < 126) return Buffer.concat([Buffer.from([0x80 | kind, 0x80 | length]), mask]);
  const head = Buffer.alloc(10);
  head[0] = 0x80 | kind;
  head[1] = 0x80 | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, mask]);
}

/** The first whole frame, as servers send them: not masked. */
function frameOf(bytes: Buffer): { kind: number; message: Buffer; end: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] as number) & 0x7f;
  const from = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < from) return undefined;
  const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  const end = from + length;
  return bytes.length < end ? undefined : { kind: (bytes[0] as number) & 0x0f, message: bytes.subarray(from, end), end };
}
