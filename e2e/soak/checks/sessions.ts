import { once } from "node:events";
import { io, type Socket } from "socket.io-client";
import { addUser, cookieOf } from "../../access/session";
import { MusterServer, pause } from "../../server";
import { actionIds, callAction } from "../actions";
import type { Check, Extent, Finding } from "../check";
import { missesOf, verdict } from "../verdict";

const PASSWORD = "otter lamp granite";
const HOUR = 1;
const DAY = 24 * HOUR;
const HOURS_BACK = 8;
const CLOSED_WITHIN_MS = 2_000;
const HTTPS = "https://muster.example";

/** From the first cookie of a session to its end, and that of its sockets. */
export const sessions: Check = {
  id: "R26",
  asks: "Sessions: a new token at each sign-in, ≥ 128 bits, flags; every way to end one closes its sockets within 2 s; idle and absolute expiry",
  async run(extent) {
    const [server, secure] = await Promise.all([
      MusterServer.start({ preload: ["./e2e/clock.mjs"] }),
      MusterServer.start({ publicUrl: HTTPS }),
    ]);
    try {
      return await examine(server, secure, extent);
    } finally {
      await Promise.all([server.remove(), secure.remove()]);
    }
  },
};

async function examine(server: MusterServer, secure: MusterServer, extent: Extent): Promise<Finding> {
  const cookies = await lookAtCookies(server, secure, extent === "full" ? 50 : 8);
  const ends = await endEveryWay(server, extent === "full" ? 10 : 2);
  const expiry = await expire(server);
  const slowest = Math.max(...ends.map(({ tookMs }) => tookMs));
  const figure =
    `${cookies.tokens} sign-ins, as many tokens of ${cookies.bits} bits; ${ends.length} ways to end sessions, ` +
    `the last of their sockets closed after ${slowest.toFixed(0)} ms; expiry after ${expiry.figure}`;
  return verdict(figure, [
    ...cookies.misses,
    ...ends.flatMap(({ how, tookMs, stillOpen }) =>
      missesOf({
        [`${how}: a cookie still opens the API`]: stillOpen === 0,
        [`${how}: a socket was open for ${tookMs.toFixed(0)} ms`]: tookMs <= CLOSED_WITHIN_MS,
      }),
    ),
    ...expiry.misses,
  ]);
}

async function newUser(server: MusterServer, name: string): Promise<{ id: string; email: string }> {
  const email = `${name}@example.com`;
  return { id: await addUser(server, { name, role: "admin", email, password: PASSWORD }), email };
}

/** Signs in by password; answers the Set-Cookie line. */
async function signIn(server: MusterServer, email: string, cookie?: string, publicUrl?: string): Promise<string> {
  const id = actionIds().signInByPassword ?? "";
  const { setCookie } = await callAction(server, { id, input: { email, password: PASSWORD }, cookie, publicUrl });
  const line = setCookie.find((given) => /muster_session=/.test(given));
  if (!line) throw new Error("Nobody was signed in.");
  return line;
}

const pairOf = (line: string): string => line.split(";", 1)[0] ?? "";
const opens = async (server: MusterServer, cookie: string) =>
  (await fetch(`${server.origin}/api/v1/weights`, { headers: { cookie } })).status === 200;

async function lookAtCookies(server: MusterServer, secure: MusterServer, many: number) {
  const { email } = await newUser(server, "rotating");
  const lines: string[] = [];
  let before: string | undefined;
  let resurrected = 0;
  for (let i = 0; i < many; i++) {
    const line = await signIn(server, email, before);
    if (before !== undefined && (await opens(server, before))) resurrected++;
    before = pairOf(line);
    lines.push(line);
  }
  const tokens = lines.map((line) => /=([\w-]+)\./.exec(decodeURIComponent(pairOf(line)))?.[1] ?? "");
  const bits = Math.min(...tokens.map((token) => Buffer.from(token, "base64url").length * 8));
  await newUser(secure, "behind-tls");
  const behindTls = await signIn(secure, "behind-tls@example.com", undefined, HTTPS);
  const flagged = (line: string, flag: RegExp) => flag.test(line);
  return {
    tokens: new Set(tokens).size,
    bits,
    misses: missesOf({
      "tokens repeat": new Set(tokens).size === many,
      "tokens are short": bits >= 128,
      "the session before the sign-in is still open": resurrected === 0,
      "a cookie is not HttpOnly": [...lines, behindTls].every((line) => flagged(line, /; *HttpOnly/i)),
      "a cookie is not SameSite": [...lines, behindTls].every((line) => flagged(line, /; *SameSite=(Lax|Strict)/i)),
      "a cookie has a domain": [...lines, behindTls].every((line) => !flagged(line, /; *Domain=/i)),
      "behind https the cookie is not Secure and __Host-": flagged(behindTls, /^__Host-.*; *Secure/i),
    }),
  };
}

/** Who ends what: `own` is the cookie of the browser that does it. */
type Way = { how: string; end(own: string, user: { id: string }): Promise<unknown>; keeps?: true };

async function endEveryWay(server: MusterServer, each: number) {
  const ids = actionIds();
  const act = (name: string, input: unknown, cookie: string) =>
    callAction(server, { id: ids[name] ?? "", input, cookie, path: "/settings/account" });
  const patch = (id: string, body: object) => server.call("PATCH", `/users/${id}`, { body });
  const password = { password: "granite otter lamp", present: PASSWORD };
  const ways: Way[] = [
    { how: "password change", end: (own) => act("changeOwnPassword", password, own) },
    { how: "end all others", end: (own) => act("endOtherSessions", null, own), keeps: true },
    { how: "disable", end: (_, { id }) => patch(id, { disabled: true }) },
    { how: "another role", end: (_, { id }) => patch(id, { role: "viewer" }) },
  ];
  const found = [];
  for (const [i, { how, end, keeps }] of ways.entries()) {
    const user = await newUser(server, `ending-${i}`);
    const own = await cookieOf(server, user.id);
    const others = await Promise.all(Array.from({ length: each }, () => cookieOf(server, user.id)));
    found.push({ how, ...(await endAndWatch(server, keeps ? others : [own, ...others], () => end(own, user))) });
  }
  // To sign out ends one session, wherever its cookie was copied to, and no other.
  const user = await newUser(server, "leaving");
  const [left, stays] = [await cookieOf(server, user.id), await cookieOf(server, user.id)];
  const out = await endAndWatch(server, [left, left], () => act("signOut", null, left));
  found.push({ how: "sign-out", ...out, stillOpen: out.stillOpen + ((await opens(server, stays)) ? 0 : 1) });
  return found;
}

async function endAndWatch(server: MusterServer, cookies: string[], end: () => Promise<unknown>) {
  const sockets = await Promise.all(cookies.map((cookie) => open(server, cookie)));
  const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once("disconnect", resolve))));
  await end();
  const began = performance.now();
  await Promise.race([closed, pause(5_000)]);
  const tookMs = performance.now() - began;
  const answers = await Promise.all(cookies.map((cookie) => opens(server, cookie)));
  for (const socket of sockets) socket.close();
  return { tookMs, stillOpen: answers.filter(Boolean).length };
}

async function open(server: MusterServer, cookie: string): Promise<Socket> {
  const socket = io(server.origin, {
    transports: ["websocket"],
    extraHeaders: { cookie, origin: server.origin },
    reconnection: false,
    forceNew: true,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("hello", () => resolve());
    socket.once("connect_error", reject);
  });
  return socket;
}

/** Moves the server's clock on: a session that nobody uses ends within a day, one that is used within a week, for good. */
async function expire(server: MusterServer): Promise<{ figure: string; misses: string[] }> {
  const { email } = await newUser(server, "expiring");
  const [idle, busy] = [pairOf(await signIn(server, email)), pairOf(await signIn(server, email))];
  let hours = 0;
  const later = async (by: number) => {
    hours += by;
    const moved = once(server.process, "message");
    server.process.send({ hoursBack: HOURS_BACK - hours });
    await moved;
  };
  await later(DAY - HOUR);
  const busyAfterADay = await opens(server, busy);
  await later(2 * HOUR);
  const idleAfterADay = await opens(server, idle);
  while (hours < 7 * DAY - 12 * HOUR) {
    await later(12 * HOUR);
    await opens(server, busy);
  }
  const busyAfterDays = await opens(server, busy);
  await later(7 * DAY + HOUR - hours);
  const busyAfterAWeek = await opens(server, busy);
  await later(-3 * HOUR);
  const resurrected = await opens(server, busy);
  return {
    figure: "24 h idle, 7 d at most",
    misses: missesOf({
      "a session in use ended within a day": busyAfterADay,
      "a session that nobody used lived longer than a day": !idleAfterADay,
      "a session in use ended within a week": busyAfterDays,
      "a session lived longer than a week": !busyAfterAWeek,
      "a clock that went back opened a session again": !resurrected,
    }),
  };
}
