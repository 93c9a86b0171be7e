import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HOSTS, NAMES, URLS } from "../../../lib/auditors/hostile-addresses.fixture";
import { MusterServer, pause } from "../../server";
import type { Check, Extent, Finding } from "../check";
import { count, missesOf, verdict } from "../verdict";

const TOKEN = "token-of-the-endpoint-that-nobody-else-may-see";
const MEGABYTE = 1024 * 1024;
/** Four audits run at once, and one that hangs takes as long as the limit of a request says. */
const AUDIT_ENDS_MS = 150_000;
const NAMES_ONLY = pathToFileURL(fileURLToPath(new URL("../preload/names.mjs", import.meta.url))).href;

/** Where agents' endpoints may make Muster connect to, and what they may make it swallow. */
export const endpoints: Check = {
  id: "R24",
  asks: "60 shapes of URLs to private addresses are refused, a list opens one place, and no endpoint gets more than it should",
  async run(extent) {
    const canary = await Listener.open(undefined, (_, response) => response.end("reached"));
    const listed = await Listener.open("127.0.0.1", (request, response) => misbehave(request, response, canary.port));
    const server = await MusterServer.start({
      preload: [NAMES_ONLY],
      env: {
        MUSTER_ALLOW_PRIVATE_ENDPOINTS: `${listed.place},turning.test:${listed.port}`,
        MUSTER_ENDPOINT_CREDENTIALS: `mine=${listed.place}=ENDPOINT_TOKEN`,
        ENDPOINT_TOKEN: TOKEN,
        HOSTILE_NAMES: JSON.stringify({
          ...Object.fromEntries(Object.entries(NAMES).map(([name, addresses]) => [name, [addresses]])),
          // Leads where it may at first, and elsewhere by the time it is asked again.
          "turning.test": [["127.0.0.1"], ["169.254.169.254"], ["127.0.0.2"]],
        }),
      },
    });
    try {
      return await lead(server, canary, listed, extent);
    } finally {
      await server.remove();
      await Promise.all([canary.close(), listed.close()]);
    }
  },
};

/** A place on this machine that counts what comes to it. */
class Listener {
  connections = 0;
  tokens = 0;
  cookies = 0;
  requests = 0;
  /** Bytes of the endless answer that were taken. */
  swallowed = 0;

  private constructor(private readonly server: Server) {}

  static async open(
    host: string | undefined,
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<Listener> {
    const server = createServer();
    const listener = new Listener(server);
    server.on("connection", () => listener.connections++);
    server.on("request", (request, response) => {
      listener.requests++;
      if (request.headers.authorization?.includes(TOKEN)) listener.tokens++;
      if (request.headers.cookie !== undefined) listener.cookies++;
      response.on("close", () => {
        listener.swallowed = Math.max(listener.swallowed, response.socket?.bytesWritten ?? 0);
      });
      answer(request, response);
    });
    server.listen(0, host);
    await once(server, "listening");
    return listener;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get place(): string {
    return `127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }
}

/** Answers by path: a redirect to the canary, an answer without end, or none. */
function misbehave(request: IncomingMessage, response: ServerResponse, canaryPort: number): void {
  request.resume();
  if (request.url === "/redirect") {
    response.writeHead(307, { location: `http://127.0.0.1:${canaryPort}/`, "set-cookie": "a=b" }).end();
  } else if (request.url === "/endless") {
    response.writeHead(200, { "content-type": "application/json" });
    const more = () => {
      while (response.write("x".repeat(65_536)));
    };
    response.on("drain", more);
    more();
  } else if (request.url !== "/hang")
    response.writeHead(200, { "content-type": "application/json", "set-cookie": "a=b" }).end("{}");
}

async function lead(server: MusterServer, canary: Listener, listed: Listener, extent: Extent): Promise<Finding> {
  const shapes = [...HOSTS.map((host) => `http://${host}:${canary.port}/`), ...URLS];
  const misses: string[] = [];
  let atSaving = 0;
  const called: { url: string; audit: string }[] = [];
  for (const [index, url] of shapes.entries()) {
    const { refused, audit } = await register(server, `shape-${index}`, url);
    if (refused) atSaving++;
    else called.push({ url, audit });
  }
  const opened = await register(server, "opened", `http://${listed.place}/`, "mine");
  const beside = [`http://localhost:${listed.port}/`, `http://127.0.0.2:${listed.port}/`, `http://127.0.0.1:${canary.port}/`];
  for (const [index, url] of beside.entries()) {
    if (!(await register(server, `beside-${index}`, url)).refused) misses.push(`${url} was taken though another place is listed`);
  }
  const turning = await register(server, "turning", `http://turning.test:${listed.port}/`);
  const redirecting = await register(server, "redirecting", `http://${listed.place}/redirect`, "mine");
  const endless = await register(server, "endless", `http://${listed.place}/endless`);
  const elsewhere = await register(server, "elsewhere", `http://turning.test:${listed.port}/`, "mine");
  const hanging = extent === "full" ? await register(server, "hanging", `http://${listed.place}/hang`) : null;

  for (const { url, audit } of called) {
    const said = await endOf(server, audit);
    if (!/never called|private address/.test(said)) misses.push(`${url} ended as ${said.slice(0, 200)}`);
  }
  const ends = {
    "the redirect was followed": /redirect/i.test(await endOf(server, redirecting.audit)),
    "an answer without end was taken": /bytes|too large/i.test(await endOf(server, endless.audit)),
    "a token was sent to a place that is not its own": /credential/i.test(await endOf(server, elsewhere.audit)),
    "a name that turned was called": /never called/.test(await endOf(server, turning.audit)),
  };
  for (let waits = 0; waits < 100 && !opened.refused && listed.tokens === 0; waits++) await pause(100);
  const began = performance.now();
  if (hanging) await endOf(server, hanging.audit);
  const seconds = Math.round((performance.now() - began) / 1000);
  return verdict(
    `${shapes.length} shapes: ${atSaving} refused when saved, ${called.length} when called, ${canary.connections} connections to the canary; ` +
      `the listed place got ${count(listed.requests)} requests; at most ${count(listed.swallowed / 1024)} KB of an endless answer taken` +
      (hanging ? `; an endpoint that hangs is given up within ${seconds} s` : ""),
    [
      ...misses,
      ...missesOf({
        [`${shapes.length} shapes`]: shapes.length === 60,
        [`${canary.connections} connections to the canary`]: canary.connections === 0,
        "the listed place was not called with its token": listed.tokens > 0,
        [`${listed.cookies} requests carried a cookie`]: listed.cookies === 0,
        // What the kernels of both sides hold comes on top of the megabyte.
        [`${count(listed.swallowed)} bytes of an endless answer`]: listed.swallowed < 12 * MEGABYTE,
        ...ends,
      }),
    ],
  );
}

/** Registers an agent at this URL and asks for its audit, unless the URL is refused. */
async function register(
  server: MusterServer,
  id: string,
  url: string,
  credential?: string,
): Promise<{ refused: boolean; audit: string }> {
  const endpoint = { url, protocol: "openai-chat", ...(credential && { credential }) };
  const { status, body } = await server.call("POST", "/agents", { body: { id, name: id, model: "test-model", endpoint } });
  if (status === 422) return { refused: true, audit: "" };
  if (status !== 201) throw new Error(`${url} was answered ${status} ${JSON.stringify(body)}`);
  const audit = await server.call("POST", `/agents/${id}/audits`, { body: {} });
  return { refused: false, audit: (audit.body as { id: string }).id };
}

/** Everything that is said of an audit once it is over. */
async function endOf(server: MusterServer, audit: string): Promise<string> {
  const deadline = performance.now() + AUDIT_ENDS_MS;
  for (;;) {
    const { body } = await server.call("GET", `/audits/${audit}`);
    const { finishedAt } = body as { finishedAt: string | null };
    if (finishedAt !== null) {
      const evidence = await server.call("GET", `/audits/${audit}/evidence`);
      return JSON.stringify([body, evidence.body]);
    }
    if (performance.now() > deadline) return "not over";
    await pause(100);
  }
}
