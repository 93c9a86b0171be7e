import { lookup } from "node:dns/promises";
import { type ClientRequest, request as http, type IncomingMessage } from "node:http";
import { request as https } from "node:https";
import { BlockList, isIP, type LookupFunction, type Socket } from "node:net";
import { type Credential, withoutToken } from "./credential";
import { judgeUrl, type OutboundRules, refusedAddress, type Target } from "./endpoint-url";

/** A name's addresses. Rejects or answers none where there is none. */
export type Resolver = (host: string) => Promise<readonly { address: string; family: number }[]>;

/** What requests may do. `resolve` asks the system unless given. */
export type Outbound = OutboundRules & { credentials: ReadonlyMap<string, Credential>; resolve?: Resolver };

/** Bytes of the answer's body, and milliseconds. `idleMs` is between two pieces of the body, `totalMs` is for everything. */
export type Limits = { bodyBytes: number; connectMs: number; idleMs: number; totalMs: number };

/** `credential` is the name of one; its token is sent to its own place only, as a bearer token. `body` is JSON. */
export type Sending = { url: string; body: string; credential?: string; limits?: Partial<Limits>; signal?: AbortSignal };

/**
 * Why there is no answer: the address, port, spelling or credential is `refused_…`; the name is `unresolved`; no `connect`ion
 * came about; the connection `closed` early, or said what is `not_http`, `not_text`, `compressed`, `too_large` or a `redirect`.
 */
export type FailureCause =
  | "refused_address"
  | "refused_credential"
  | "unresolved"
  | "connect"
  | "timeout"
  | "closed"
  | "not_http"
  | "redirect"
  | "compressed"
  | "too_large"
  | "not_text"
  | "cancelled";

/** `retryAfter` in seconds from now. `detail` is a sentence; neither it nor `body` holds the token that was sent. */
export type Outcome =
  | { ok: true; status: number; retryAfter: number | null; body: string; ms: number }
  | { ok: false; cause: FailureCause; detail: string; ms: number };

const USUAL: Limits = { bodyBytes: 1024 * 1024, connectMs: 5_000, idleMs: 10_000, totalMs: 60_000 };
const HEADER_BYTES = 16 * 1024;
/** Interim answers (1xx) to one request: without an end they would keep the process busy. */
const MOST_INTERIM = 16;

class Failure extends Error {
  constructor(
    override readonly cause: FailureCause,
    detail: string,
  ) {
    super(detail);
  }
}

type Received = { status: number; retryAfter: number | null; body: string };

/**
 * Posts JSON to an endpoint: the one way out of the process. The name is resolved once, every address judged, and the
 * connection made to those and no others. Redirects are not followed, cookies neither kept nor sent. Failures are values.
 */
export async function post(sending: Sending, outbound: Outbound): Promise<Outcome> {
  const start = performance.now();
  const ms = () => Math.round(performance.now() - start);
  const token = outbound.credentials.get(sending.credential ?? "")?.token ?? null;
  try {
    const received = await new Exchange(sending, outbound).run();
    return { ok: true, ...received, body: withoutToken(received.body, token), ms: ms() };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, cause: error.cause, detail: withoutToken(error.message, token), ms: ms() };
  }
}

class Exchange {
  private readonly limits: Limits;
  private readonly timers = new Set<NodeJS.Timeout>();
  private request: ClientRequest | null = null;
  private ended = false;
  private fail: (failure: Failure) => void = () => {};

  constructor(
    private readonly sending: Sending,
    private readonly outbound: Outbound,
  ) {
    this.limits = { ...USUAL, ...sending.limits };
  }

  /** @throws {Failure} */
  async run(): Promise<Received> {
    const { signal } = this.sending;
    const failed = new Promise<never>((_, reject) => {
      this.fail = reject;
    });
    const cancel = () => this.fail(new Failure("cancelled", "The request was cancelled."));
    const { totalMs } = this.limits;
    try {
      if (signal?.aborted) cancel();
      signal?.addEventListener("abort", cancel, { once: true });
      this.after(totalMs, `The endpoint had not finished its answer after ${seconds(totalMs)}.`);
      return await Promise.race([failed, signal?.aborted ? failed : this.work()]);
    } finally {
      this.ended = true;
      signal?.removeEventListener("abort", cancel);
      for (const timer of this.timers) clearTimeout(timer);
      this.request?.destroy();
    }
  }

  private async work(): Promise<Received> {
    const judged = judgeUrl(this.sending.url, this.outbound);
    if (!judged.ok) throw new Failure("refused_address", judged.detail);
    const { target } = judged;
    const token = this.tokenFor(target);
    const { connectMs } = this.limits;
    const connecting = this.after(connectMs, `${target.place} took no connection within ${seconds(connectMs)}.`);
    const addresses = await this.addressesOf(target);
    const response = await this.answerFrom(target, addresses, token, () => clearTimeout(connecting));
    return this.received(target, response);
  }

  private tokenFor(target: Target): string | null {
    const { credential: name } = this.sending;
    if (name === undefined) return null;
    const credential = this.outbound.credentials.get(name);
    const no = (detail: string) => new Failure("refused_credential", detail);
    if (credential === undefined) throw no("MUSTER_ENDPOINT_CREDENTIALS has no credential of the name the endpoint gives.");
    if (credential.place !== target.place) throw no(`The endpoint's credential is not for ${target.place}.`);
    if (target.url.protocol !== "https:" && !target.listed) throw no("A credential is sent over https only.");
    return credential.token;
  }

  private async addressesOf(target: Target): Promise<{ address: string; family: number }[]> {
    const { resolve = resolveBySystem } = this.outbound;
    const family = isIP(target.host);
    const found = family > 0 ? [{ address: target.host, family }] : await resolve(target.host).catch(() => []);
    if (found.length === 0) throw new Failure("unresolved", `${target.host} has no address.`);
    for (const { address } of found) {
      const refused = refusedAddress(address, target, this.outbound);
      if (refused !== null) throw new Failure("refused_address", refused);
    }
    return [...found];
  }

  /** The head of the answer. Nothing is sent before the other side is known to have a judged address. */
  private async answerFrom(
    { url, host, port, place }: Target,
    addresses: { address: string; family: number }[],
    token: string | null,
    connected: () => void,
  ): Promise<IncomingMessage> {
    if (this.ended) throw new Failure("cancelled", "The request had ended before its name had an address.");
    const secure = url.protocol === "https:";
    const { body } = this.sending;
    // Node gives each of several addresses a quarter of a second, which a distant host needs for itself.
    const patience = { autoSelectFamilyAttemptTimeout: Math.max(10, Math.round(this.limits.connectMs / 4)) };
    const request = (secure ? https : http)({
      protocol: url.protocol,
      host,
      port,
      path: `${url.pathname}${url.search}`,
      method: "POST",
      agent: false,
      lookup: exactly(addresses),
      ...patience,
      maxHeaderSize: HEADER_BYTES,
      rejectUnauthorized: true,
      headers: {
        host: url.host,
        accept: "application/json",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Muster",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
    });
    this.request = request;
    return new Promise((resolve, reject) => {
      let open = false;
      const judged = listOf(addresses);
      request.on("socket", (socket: Socket) =>
        socket.once(secure ? "secureConnect" : "connect", () => {
          const address = socket.remoteAddress ?? "";
          if (isIP(address) === 0 || !judged.check(address, isIP(address) === 4 ? "ipv4" : "ipv6"))
            return reject(new Failure("refused_address", `${place} was reached at another address than was judged.`));
          open = true;
          connected();
          request.end(body);
        }),
      );
      let interim = 0;
      request.on("information", () => {
        if (++interim > MOST_INTERIM) reject(new Failure("not_http", `${place} sent interim answers without end.`));
      });
      request.on("upgrade", () => reject(new Failure("not_http", `${place} changed the protocol.`)));
      request.on("response", resolve);
      request.on("error", (error) => reject(open ? broken(place, error) : new Failure("connect", unreached(place, error))));
    });
  }

  private async received({ place }: Target, response: IncomingMessage): Promise<Received> {
    const { bodyBytes, idleMs } = this.limits;
    const { headers, statusCode: status = 0 } = response;
    const tooLarge = () => new Failure("too_large", `${place} answered more than ${bodyBytes} bytes.`);
    if (status >= 300 && status < 400)
      throw new Failure("redirect", `${place} answered ${status}: redirects are not followed. Register the final URL.`);
    if (isCompressed(headers["content-encoding"]) || /[^\s,]/.test((headers["transfer-encoding"] ?? "").replace(/chunked/i, "")))
      throw new Failure("compressed", `${place} answered in an encoding that was not asked for.`);
    if (Number(headers["content-length"]) > bodyBytes) throw tooLarge();
    const idle = this.after(idleMs, `${place} stopped in the middle of its answer for ${seconds(idleMs)}.`);
    const chunks: Buffer[] = [];
    let size = 0;
    try {
      for await (const chunk of response as AsyncIterable<Buffer>) {
        idle.refresh();
        size += chunk.length;
        if (size > bodyBytes) throw tooLarge();
        chunks.push(chunk);
      }
    } catch (error) {
      throw error instanceof Failure ? error : broken(place, error as NodeJS.ErrnoException);
    }
    try {
      const body = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
      return { status, retryAfter: secondsUntil(headers["retry-after"]), body };
    } catch {
      throw new Failure("not_text", `${place} answered what is not UTF-8 text.`);
    }
  }

  private after(ms: number, detail: string): NodeJS.Timeout {
    const timer = setTimeout(() => this.fail(new Failure("timeout", detail)), ms);
    this.timers.add(timer);
    return timer;
  }
}

function resolveBySystem(host: string) {
  return lookup(host, { all: true });
}

/** A lookup that knows these addresses and asks nobody, so that a name cannot lead elsewhere by the time of connecting. */
function exactly(addresses: { address: string; family: number }[]): LookupFunction {
  const first = addresses[0] as { address: string; family: number };
  return (_, options, callback) => (options.all ? callback(null, addresses) : callback(null, first.address, first.family));
}

function listOf(addresses: readonly { address: string; family: number }[]): BlockList {
  const list = new BlockList();
  for (const { address } of addresses) list.addAddress(address, isIP(address) === 4 ? "ipv4" : "ipv6");
  return list;
}

function isCompressed(encoding: string | undefined): boolean {
  return encoding !== undefined && !/^(identity)?$/i.test(encoding.trim());
}

function unreached(place: string, { code }: NodeJS.ErrnoException): string {
  return `No connection to ${place} came about${said(code)}.`;
}

function broken(place: string, { code }: NodeJS.ErrnoException): Failure {
  return code?.startsWith("HPE_")
    ? new Failure("not_http", `${place} answered what is not HTTP${said(code)}.`)
    : new Failure("closed", `${place} closed the connection before its answer was complete.`);
}

/** A code of the system; free text of the other side never gets into a sentence. */
function said(code: string | undefined): string {
  return code !== undefined && /^[A-Z0-9_]{1,64}$/.test(code) ? ` (${code})` : "";
}

/** Seconds from now that `Retry-After` names, as a number or as a date. */
function secondsUntil(header: string | undefined): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  const at = header.endsWith("GMT") ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - Date.now()) / 1000));
}

function seconds(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${ms} ms`;
}
