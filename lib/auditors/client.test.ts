import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, STATUS_CODES } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type Limits, type Outbound, post } from "./client";
import type { Credential } from "./credential";
import { CERTIFICATE, closeServers, outboundTo, serve, serveRaw, serveSecurely } from "./server.fixture";

afterEach(closeServers);

const TOKEN = "sk-Very/Secret+Token_0123456789==";
const urlOf = (port: number) => `http://127.0.0.1:${port}/v1/chat`;

function call(port: number, limits: Partial<Limits> = {}, more: Partial<Outbound> = {}, credential?: string) {
  return post({ url: urlOf(port), body: '{"q": 1}', credential, limits }, outboundTo([port], more));
}

const credentials = (place: string): ReadonlyMap<string, Credential> => new Map([["main", { place, token: TOKEN }]]);
const head = (status: number, lines: readonly string[] = []) =>
  [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, "", ""].join("\r\n");

describe("a request", () => {
  it("carries JSON, asks for plain text, and neither cookies nor credentials", async () => {
    const seen: { headers: IncomingHttpHeaders; body: string; url?: string }[] = [];
    const { port } = await serve(async (request, response) => {
      seen.push({ headers: request.headers, body: await text(request), url: request.url });
      response.setHeader("set-cookie", "a=1").end("hé");
    });
    expect(await call(port)).toMatchObject({ ok: true, status: 200, retryAfter: null, body: "hé" });
    await call(port);
    expect(seen[1]).toEqual({
      url: "/v1/chat",
      body: '{"q": 1}',
      headers: {
        host: `127.0.0.1:${port}`,
        accept: "application/json",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "content-length": "8",
        "user-agent": "Muster",
        connection: "close",
      },
    });
  });
});

describe("an endpoint that fails is a value:", () => {
  const answers: Readonly<Record<string, { answer: string | Buffer; stays?: boolean; cause: string; limits?: Partial<Limits> }>> =
    {
      "nothing is said": { answer: "", stays: true, cause: "timeout", limits: { totalMs: 60 } },
      "the connection is closed": { answer: "", cause: "closed" },
      "it is not HTTP": { answer: "SSH-2.0-OpenSSH_9.9\r\n", cause: "not_http" },
      "the body stops": {
        answer: `${head(200, ["content-length: 9"])}abc`,
        stays: true,
        cause: "timeout",
        limits: { idleMs: 60 },
      },
      "the body is cut": { answer: `${head(200, ["content-length: 9"])}abc`, cause: "closed" },
      "a chunk is cut": { answer: `${head(200, ["transfer-encoding: chunked"])}9\r\nabc`, cause: "closed" },
      "too much is announced": { answer: head(200, ["content-length: 10485760"]), stays: true, cause: "too_large" },
      "too much comes": { answer: head(200) + "x".repeat(10 * 1024 * 1024), cause: "too_large" },
      "it is compressed": {
        answer: Buffer.concat([Buffer.from(head(200, ["content-encoding: gzip"])), gzipSync("{}")]),
        cause: "compressed",
      },
      "it is compressed on the way": {
        answer: head(200, ["transfer-encoding: gzip, chunked"]),
        stays: true,
        cause: "compressed",
      },
      "it is not UTF-8": { answer: Buffer.from(`${head(200)}\xff\xfe{`, "latin1"), cause: "not_text" },
      "it is a redirect": { answer: head(308, ["location: /elsewhere"]), cause: "redirect" },
      "it is not modified": { answer: head(304), cause: "redirect" },
      "the head never ends": { answer: `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(10_000)}`, stays: true, cause: "not_http" },
      "interim answers never end": { answer: "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(500), stays: true, cause: "not_http" },
      "the protocol changes": {
        answer: head(101, ["connection: upgrade", "upgrade: other"]),
        stays: true,
        cause: "not_http",
      },
    };
  it.each(Object.entries(answers))("%s", async (_, { answer, stays = false, cause, limits }) => {
    const { port } = await serveRaw((socket) => (stays ? socket.write(answer) : socket.end(answer)));
    expect(await call(port, limits)).toMatchObject({ ok: false, cause, detail: expect.stringMatching(/^[A-Z0-9].*\.$/) });
  });

  it("it drips, so that only the time for everything ends it", async () => {
    const { port } = await serve((_, response) => {
      const drip = setInterval(() => response.write("x"), 5);
      response.once("close", () => clearInterval(drip));
    });
    const outcome = await call(port, { idleMs: 5_000, totalMs: 100 });
    expect(outcome).toMatchObject({ ok: false, cause: "timeout", detail: expect.stringContaining("finished") });
  });

  it("is left alone once it is given up", async () => {
    let close = (): void => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    const { port } = await serveRaw((socket) => socket.once("close", () => close()));
    expect(await call(port, { totalMs: 30 })).toMatchObject({ ok: false, cause: "timeout" });
    await closed;
  });

  it("chunks never end", async () => {
    const { port } = await serve((_, response) => {
      const more = (): unknown => !response.destroyed && response.write("x".repeat(8192), () => setImmediate(more));
      more();
    });
    expect(await call(port)).toMatchObject({ ok: false, cause: "too_large" });
  });

  it("nobody listens, or not over TLS", async () => {
    const { port } = await serve((_, response) => response.end());
    const sending = { url: `https://127.0.0.1:${port}/`, body: "{}" };
    expect(await post(sending, outboundTo([port]))).toMatchObject({ ok: false, cause: "connect" });
    await closeServers();
    expect(await call(port)).toMatchObject({ ok: false, cause: "connect", detail: expect.stringContaining("ECONNREFUSED") });
  });

  it("the asker has left, before or while it waits", async () => {
    const { port, connections } = await serve(() => {});
    const leave = new AbortController();
    const waiting = post({ url: urlOf(port), body: "{}", signal: leave.signal }, outboundTo([port]));
    setTimeout(() => leave.abort(), 20);
    expect(await waiting).toMatchObject({ ok: false, cause: "cancelled" });
    const before = connections();
    expect(await post({ url: urlOf(port), body: "{}", signal: leave.signal }, outboundTo([port]))).toMatchObject({
      cause: "cancelled",
    });
    expect(connections()).toBe(before);
  });
});

describe("an answer", () => {
  it.each([
    ...([
      [204, ""],
      [500, "broken"],
      [429, "later"],
      [400, "{}"],
    ] as const),
  ])("of status %i is one", async (status, body) => {
    const { port } = await serve((_, response) => response.writeHead(status).end(body));
    expect(await call(port)).toMatchObject({ ok: true, status, body });
  });

  it.each([
    ["7", 7],
    ["0", 0],
    ["soon", null],
    ["-3", null],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
  ])("asks to come again after %s", async (header, retryAfter) => {
    const { port } = await serve((_, response) => response.writeHead(429, { "retry-after": header }).end());
    expect(await call(port)).toMatchObject({ ok: true, retryAfter });
  });

  it("may take longer than its longest pause", async () => {
    const { port } = await serve(async (_, response) => {
      for (let piece = 0; piece < 12; piece++) {
        response.write(String(piece % 10));
        await sleep(100);
      }
      response.end();
    });
    expect(await call(port, { idleMs: 1000 })).toMatchObject({ ok: true, body: "012345678901" });
  });

  it("may be as large as the limit, and no larger", async () => {
    const { port } = await serve((_, response) => response.end("12345678"));
    expect(await call(port, { bodyBytes: 8 })).toMatchObject({ ok: true, body: "12345678" });
    expect(await call(port, { bodyBytes: 7 })).toMatchObject({ ok: false, cause: "too_large" });
  });
});

describe("a credential", () => {
  const seen: (string | undefined)[] = [];
  const echoing = () =>
    serve((request, response) => {
      seen.push(request.headers.authorization);
      const escaped = JSON.stringify(JSON.stringify({ key: TOKEN.replaceAll("/", "\\/") }));
      const coded = [...TOKEN].map((sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
      response.end(`${TOKEN} ${escaped} ${coded} ${encodeURIComponent(TOKEN)} ${TOKEN.toUpperCase()}`);
    });
  afterEach(() => {
    seen.length = 0;
  });

  it("goes to its own place, and whatever way it comes back it is taken out", async () => {
    const { port } = await echoing();
    const outcome = await call(port, {}, { credentials: credentials(`127.0.0.1:${port}`) }, "main");
    expect(seen).toEqual([`Bearer ${TOKEN}`]);
    expect(outcome).toMatchObject({ ok: true });
    const body = outcome.ok ? outcome.body : "";
    expect(body.match(/\[credential\]/g)).toHaveLength(5);
    expect(body.toLowerCase()).not.toMatch(/secret|0073|token/);
  });

  it("goes nowhere else, nor under a name that there is not", async () => {
    const { port, connections } = await echoing();
    const refused = { ok: false, cause: "refused_credential" };
    for (const place of [`127.0.0.1:${port + 1}`, `127.0.0.1:80`, `localhost:${port}`, `agent.test:${port}`])
      expect(await call(port, {}, { credentials: credentials(place) }, "main")).toMatchObject(refused);
    expect(await call(port, {}, { credentials: credentials(`127.0.0.1:${port}`) }, "other")).toMatchObject(refused);
    expect(connections()).toBe(0);
    expect(await call(port, {}, { credentials: credentials(`127.0.0.1:${port}`) })).toMatchObject({ ok: true });
    expect(seen).toEqual([undefined]);
  });

  it("does not travel in the open over a public network", async () => {
    const outbound = outboundTo([], { credentials: credentials("agent.test:80"), resolve: async () => [] });
    expect(await post({ url: "http://agent.test/", body: "", credential: "main" }, outbound)).toMatchObject({
      ok: false,
      cause: "refused_credential",
    });
    const safely = { ...outbound, credentials: credentials("agent.test:443") };
    expect(await post({ url: "https://agent.test/", body: "", credential: "main" }, safely)).toMatchObject({
      cause: "unresolved",
    });
  });
});

describe("over TLS", () => {
  it("a certificate that nobody vouches for is no connection", async () => {
    const { port } = await serveSecurely((_, response) => response.end("safe"));
    const outbound = outboundTo([port]);
    const sending = { url: `https://127.0.0.1:${port}/`, body: "{}" };
    expect(await post(sending, outbound)).toMatchObject({ ok: false, cause: "connect", detail: expect.stringContaining("CERT") });
  });

  it("one that the machine trusts, for the name that was asked, is", async () => {
    const { port } = await serveSecurely((request, response) => response.end(`safe ${request.headers.host}`));
    const folder = mkdtempSync(join(tmpdir(), "muster-tls-"));
    const trusted = join(folder, "trusted.pem");
    writeFileSync(trusted, CERTIFICATE);
    const script = `
      import { post } from "./lib/auditors/client.ts";
      for (const name of ["agent.test", "other.test"]) {
        const place = name + ":${port}";
        const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
        const outbound = { allowed: new Set([place]), isOwn: () => false, credentials: new Map(), resolve };
        const outcome = await post({ url: "https://" + place + "/", body: "{}" }, outbound);
        process.stdout.write((outcome.body ?? outcome.detail) + "\\n");
      }`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "--eval", script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const said = (await text(child.stdout)).trim().split("\n");
    rmSync(folder, { recursive: true });
    expect(said).toEqual([`safe agent.test:${port}`, expect.stringContaining("ERR_TLS_CERT_ALTNAME_INVALID")]);
  });
});
