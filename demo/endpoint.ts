import { setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { answer } from "./answer";
import { completion, type Fault, fault, LARGEST_BODY, parseChat } from "./completions";
import { between, hex, type Random, randomFrom } from "./random";
import { TEMPERAMENTS, type TemperamentName } from "./temperaments";

/** Milliseconds that an agent thinks, and that a request's body may take to arrive. */
const QUICKEST = 20;
const SLOWEST = 400;
const PATIENCE = 10_000;
/** Requests an agent thinks about at the same time; more are asked to come back. */
const MOST_AT_ONCE = 32;
const PATH = /^\/agents\/([^/]+)\/v1\/chat\/completions$/;

type Seat = { seed: number; temperament: TemperamentName; slowness: number; answered: number; thinking: number };

/** The HTTP server behind which all demo agents answer chats, each under a path of its own. */
export class Endpoint {
  private readonly seats = new Map<string, Seat>();
  private readonly server: Server;
  private readonly stopped = new AbortController();

  /** @param pace share of the usual thinking time, 0 for none */
  constructor(private readonly pace = 1) {
    // Every thought listens, and there are many at once.
    setMaxListeners(0, this.stopped.signal);
    this.server = createServer((request, response) => {
      this.serve(request, response).catch(() => response.destroy());
    });
    this.server.requestTimeout = PATIENCE;
  }

  /**
   * Seats an agent that thinks `slowness` times as long as others. The same id and seed give the same answers to the same
   * requests in the same order.
   */
  seat(id: string, temperament: TemperamentName, seed: number, slowness = 1): void {
    this.seats.set(id, { seed: seed ^ digest(id), temperament, slowness, answered: 0, thinking: 0 });
  }

  /** Listens on this machine only. @param port 0 lets the system choose */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", () => {
        this.server.off("error", reject);
        resolve();
      });
    });
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Where an agent answers. */
  urlOf(id: string): string {
    return `http://127.0.0.1:${this.port}/agents/${encodeURIComponent(id)}/v1/chat/completions`;
  }

  /** Breaks off what is under way and closes the port. */
  async close(): Promise<void> {
    this.stopped.abort();
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = PATH.exec((request.url ?? "/").split("?")[0] as string)?.[1];
    const seat = name === undefined ? undefined : this.seats.get(decoded(name));
    if (!seat) return refuse(response, fault(404, "There is no such agent here.", null, "not_found"));
    if (request.method !== "POST") return refuse(response, fault(405, "Only POST is answered here."), { allow: "POST" });
    const body = await read(request);
    if (body === undefined)
      return refuse(response, fault(413, `The body may have ${LARGEST_BODY} bytes at most.`), { connection: "close" });
    const parsed = parseChat(body);
    if (!parsed.ok) return refuse(response, parsed.fault);
    if (seat.thinking >= MOST_AT_ONCE)
      return refuse(response, fault(429, "This agent is busy.", null, "rate_limit_exceeded"), { "retry-after": "1" });
    seat.thinking++;
    try {
      const number = seat.answered++;
      const random = randomFrom(seat.seed * 7919 + number);
      await this.think(random, seat.slowness);
      const content = answer(parsed.chat.messages, { traits: TEMPERAMENTS[seat.temperament](number), random });
      if (content === undefined)
        return refuse(response, fault(503, "The model is overloaded or not loaded.", null, "model_unavailable"));
      send(response, 200, completion(parsed.chat, content, `chatcmpl-${hex(random, 24)}`, Math.floor(Date.now() / 1000)));
    } finally {
      seat.thinking--;
    }
  }

  private async think(random: Random, slowness: number): Promise<void> {
    const milliseconds = between(random, QUICKEST, SLOWEST) * slowness * this.pace;
    if (milliseconds > 0) await sleep(milliseconds, undefined, { signal: this.stopped.signal });
  }
}

/** The whole body as text; undefined if it is too large, and then the rest is not read. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return "";
  }
}

function refuse(response: ServerResponse, { status, ...error }: Fault, headers: Record<string, string> = {}): void {
  send(response, status, { error }, headers);
}

function send(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text), ...headers });
  response.end(text);
}

/** A number from a name (FNV-1a). */
function digest(name: string): number {
  return [...name].reduce((hash, sign) => Math.imul(hash ^ sign.charCodeAt(0), 0x01000193) >>> 0, 0x811c9dc5);
}
