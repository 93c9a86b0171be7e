import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Outbound, post, type Resolver } from "./client";
import { judgeUrl } from "./endpoint-url";
import { HOSTS, NAMES, URLS } from "./hostile-addresses.fixture";
import { ownAddress } from "./own-address";
import { closeServers, outboundTo, type Served, serve } from "./server.fixture";

const resolve: Resolver = async (host) => {
  const found = NAMES[host];
  if (found === undefined) throw new Error(`no such name: ${host}`);
  return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};

// Node listens on :: then, and on 0.0.0.0 where there is no IPv6.
const EVERY_ADDRESS = null;

let canary: Served;
let asked: string[] = [];
beforeAll(async () => {
  canary = await serve((request, response) => {
    asked.push(request.headers.host ?? "");
    response.end("reached");
  }, EVERY_ADDRESS);
});
afterEach(() => {
  asked = [];
});
afterAll(closeServers);

const send = (url: string, outbound: Outbound) => post({ url, body: "{}", limits: { connectMs: 2000, totalMs: 4000 } }, outbound);
const refused = { ok: false, cause: "refused_address" };

describe("an address that may not be called", () => {
  it("is none of sixty, and there are sixty", () => expect([...HOSTS, ...URLS]).toHaveLength(60));

  it.each([...HOSTS.map((host) => `http://${host}`), ...URLS])("is %s", async (start) => {
    const url = HOSTS.includes(start.slice(7)) ? `${start}:${canary.port}/` : start;
    expect(await send(url, outboundTo([], { resolve }))).toMatchObject(refused);
    expect(canary.connections()).toBe(0);
  });

  it.each(["169.254.169.254", "[fe80::1]", "[::ffff:7f00:1]", "0.0.0.0", "zoned.test"])(
    "is %s even where it is listed",
    async (host) => {
      const place = `${host}:${canary.port}`;
      expect(await send(`http://${place}/`, { ...outboundTo([]), resolve, allowed: new Set([place]) })).toMatchObject(refused);
      expect(canary.connections()).toBe(0);
    },
  );

  it("is Muster's own, even where it is listed and under whatever name", async () => {
    for (const address of ["127.0.0.1", "0.0.0.0", "::"]) {
      const isOwn = ownAddress(() => ({ address, port: canary.port }));
      for (const host of ["127.0.0.1", "127.0.0.2", "[::1]", "loopback.test"]) {
        const place = `${host}:${canary.port}`;
        const outcome = await send(`http://${place}/`, { ...outboundTo([]), resolve, isOwn, allowed: new Set([place]) });
        expect(outcome).toMatchObject({ ...refused, detail: `${place} is Muster itself.` });
      }
    }
    expect(canary.connections()).toBe(0);
  });
});

describe("an address that is listed", () => {
  it("is called, and no other port, name or address is", async () => {
    const other = await serve((_, response) => response.end("other"));
    const outbound = outboundTo([canary.port], { resolve });
    expect(await send(`http://127.0.0.1:${canary.port}/`, outbound)).toMatchObject({ ok: true, status: 200, body: "reached" });
    for (const place of [
      `127.0.0.1:${other.port}`,
      `localhost:${canary.port}`,
      `loopback.test:${canary.port}`,
      `127.0.0.2:${canary.port}`,
    ])
      expect(await send(`http://${place}/`, outbound)).toMatchObject(refused);
    expect(other.connections()).toBe(0);
    expect(asked).toEqual([`127.0.0.1:${canary.port}`]);
  });

  it("by name opens that name only, where its port is the scheme's own too", async () => {
    const place = `loopback.test:${canary.port}`;
    const outbound = { ...outboundTo([]), resolve, allowed: new Set([place]) };
    expect(await send(`HTTP://LOOPBACK.test:${canary.port}/x`, outbound)).toMatchObject({ ok: true });
    expect(asked).toEqual([place]);
    expect(await send(`http://127.0.0.1:${canary.port}/`, outbound)).toMatchObject(refused);
    const listed = { ...outbound, allowed: new Set(["loopback.test:80"]) };
    expect(judgeUrl("http://loopback.test/", listed)).toMatchObject({ ok: true, target: { listed: true } });
    expect(judgeUrl("https://loopback.test/", listed)).toMatchObject({ ok: true, target: { listed: false } });
  });
});

describe("a name that leads elsewhere when it is asked again", () => {
  it("is asked once: what was judged is what is called", async () => {
    const first = await serve((_, response) => response.end("first"));
    let times = 0;
    const turning: Resolver = async () => [{ address: `127.0.0.${++times}`, family: 4 }];
    const outbound = { ...outboundTo([]), resolve: turning, allowed: new Set([`turning.test:${first.port}`]) };
    expect(await send(`http://turning.test:${first.port}/`, outbound)).toMatchObject({ ok: true, body: "first" });
    expect(times).toBe(1);
  });

  it("is refused once it leads to a private address", async () => {
    const answers = ["8.8.8.8", "127.0.0.1"];
    const turning: Resolver = async () => [{ address: answers.shift() ?? "", family: 4 }];
    await turning("turning.test");
    expect(await send(`http://turning.test:${canary.port}/`, outboundTo([], { resolve: turning }))).toMatchObject(refused);
  });

  it("as a redirect to this machine is not followed", async () => {
    const before = canary.connections();
    const redirecting = await serve((_, response) =>
      response.writeHead(307, { location: `http://127.0.0.1:${canary.port}/` }).end(),
    );
    const outcome = await send(`http://127.0.0.1:${redirecting.port}/`, outboundTo([redirecting.port, canary.port]));
    expect(outcome).toMatchObject({ ok: false, cause: "redirect" });
    expect(canary.connections()).toBe(before);
  });

  it("has no address, or none in time", async () => {
    expect(await send("http://nowhere.test/", outboundTo([], { resolve }))).toMatchObject({ ok: false, cause: "unresolved" });
    let answer = (): void => {};
    const silent: Resolver = () =>
      new Promise((found) => {
        answer = () => found([{ address: "127.0.0.1", family: 4 }]);
      });
    const late = await serve((_, response) => response.end());
    const place = `silent.test:${late.port}`;
    const outbound = { ...outboundTo([]), resolve: silent, allowed: new Set([place]) };
    const sending = { url: `http://${place}/`, body: "{}", limits: { connectMs: 20 } };
    expect(await post(sending, outbound)).toMatchObject({ ok: false, cause: "timeout" });
    answer();
    await sleep(50);
    expect(late.connections()).toBe(0);
  });
});

it.each([
  ...[
    "http://134744072/",
    "http://0x8.8.8.8/",
    "http://8.8.2056/",
    "http://８.8.8.8/",
    "http://müller.test/",
    "http:agent.test/",
  ],
  ...["http://agent。test/", "http://agent.test\\x/", "http://agent.test/a b", "http://agent.test/\n", "http://agent.test:0/"],
  ...["http://agent.test./", "ws://agent.test/", "agent.test", "", `http://agent.test/${"x".repeat(2000)}`],
])("a public host is not called as %s", (url) => expect(judgeUrl(url, outboundTo([]))).toMatchObject({ ok: false }));

it.each([
  "http://8.8.8.8/",
  "https://agent.test/v1?a=%20",
  "HTTPS://Agent.TEST:8443/",
  "http://[2606:4700::1111]:80/",
  "http://xn--mller-kva.test",
])("a public host may be called as %s", (url) =>
  expect(judgeUrl(url, outboundTo([]))).toMatchObject({ ok: true, target: { listed: false } }),
);

it("a user in a URL is pointed at where credentials belong", () => {
  const detail = expect.stringContaining("MUSTER_ENDPOINT_CREDENTIALS");
  expect(judgeUrl("https://user:secret@agent.test/", outboundTo([]))).toMatchObject({ ok: false, detail });
});

it("a URL that is refused is not repeated with its path, query or user", () => {
  for (const url of ["ftp://a/HIDDEN", "http://u:HIDDEN@a/", "http://127.0.0.1/?k=HIDDEN", "http://127.1/HIDDEN", "HIDDEN"]) {
    const judged = judgeUrl(url, outboundTo([]));
    expect(judged).toMatchObject({ ok: false });
    expect(JSON.stringify(judged)).not.toContain("HIDDEN");
  }
});
