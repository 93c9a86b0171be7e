import { addUser } from "../../access/session";
import { MusterServer, pause } from "../../server";
import { actionIds, callAction } from "../actions";
import type { Check, Extent, Finding } from "../check";
import { count, missesOf, verdict } from "../verdict";

const EMAIL = "owner@example.com";
const PASSWORD = "otter lamp granite";
const OWN_ADDRESS = "127.0.0.200";
const SPRAYER = "127.0.0.201";
const AT_ONCE = 20;

type Outcome = { status: number; retryAfterSeconds: number; tookMs: number };

/** Passwords are guessed; whoever owns the account still gets in. */
export const guesses: Check = {
  id: "R25",
  asks: "Guesses at one account: at most 20 looked at in a minute, its owner gets in meanwhile; spraying limited; unknown users take as long",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await guess(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function guess(server: MusterServer, extent: Extent): Promise<Finding> {
  const full = extent === "full";
  const id = actionIds().signInByPassword ?? "";
  const attempt = async (email: string, password: string, from: string): Promise<Outcome> => {
    const began = performance.now();
    const { value } = await callAction(server, { id, input: { email, password }, from });
    const { status = 200, retryAfterSeconds = 0 } = value?.problem ?? {};
    return { status, retryAfterSeconds, tookMs: performance.now() - began };
  };
  await addUser(server, { name: "attacked", role: "admin", email: EMAIL, password: PASSWORD });

  const { known, unknown } = await timing(server, full ? 60 : 12, attempt);
  await attempt(EMAIL, PASSWORD, OWN_ADDRESS);

  const many = full ? 1_000 : 100;
  const results: Outcome[] = [];
  let owner: Outcome | undefined;
  for (let sent = 0; sent < many; sent += AT_ONCE) {
    const from = (i: number) => `127.0.0.${2 + ((sent + i) % 150)}`;
    const batch = Array.from({ length: AT_ONCE }, (_, i) => attempt(EMAIL, `wrong guess ${sent + i}`, from(i)));
    if (sent >= many / 2) owner ??= await attempt(EMAIL, PASSWORD, OWN_ADDRESS);
    results.push(...(await Promise.all(batch)));
    if (full) await pause(1_000);
  }
  const looked = results.filter(({ status }) => status === 401).length;
  const held = results.filter(({ status, retryAfterSeconds }) => status === 429 && retryAfterSeconds > 0).length;

  const sprayed: Outcome[] = [];
  for (let sent = 0; sent < many; sent += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, i) => attempt(`nobody${sent + i}@example.com`, "Spring 2026!!", SPRAYER));
    sprayed.push(...(await Promise.all(batch)));
  }
  const spread = sprayed.filter(({ status }) => status === 401).length;

  const difference = Math.abs(median(unknown) / median(known) - 1);
  const ms = (times: readonly number[]) => `${median(times).toFixed(0)} ms`;
  return verdict(
    `${count(many)} guesses, ${looked} looked at, ${held} held off; the owner in after ${((owner?.tookMs ?? 0) / 1000).toFixed(2)} s; ` +
      `${count(many)} accounts sprayed, ${spread} looked at; known ${ms(known)}, unknown ${ms(unknown)} (${(difference * 100).toFixed(1)} % apart)`,
    missesOf({
      "more than 20 guesses were looked at": looked <= 20,
      "guesses were neither looked at nor held off": looked + held === many,
      "the owner did not get in": owner?.status === 200 && owner.tookMs <= 5_000,
      "spraying was not limited": spread <= 30 && sprayed.every(({ status }) => status === 401 || status === 429),
      // A busy machine blurs a few measurements; the full check makes enough of them.
      "the time tells who is a user": difference < (full ? 0.1 : 0.6),
    }),
  );
}

/** How long wrong passwords of users and of nobody take, in turns and from addresses of their own: none is held off. */
async function timing(
  server: MusterServer,
  each: number,
  attempt: (email: string, password: string, from: string) => Promise<Outcome>,
): Promise<{ known: number[]; unknown: number[] }> {
  const users = Array.from({ length: Math.ceil(each / 10) }, (_, i) => `user${i}@example.com`);
  for (const email of users) await addUser(server, { name: email, role: "viewer", email, password: PASSWORD });
  const known: number[] = [];
  const unknown: number[] = [];
  for (let i = 0; i < each; i++) {
    const email = users[i % users.length] ?? "";
    const from = `127.0.1.${1 + (i % 200)}`;
    known.push((await attempt(email, "a wrong password", from)).tookMs);
    unknown.push((await attempt(`stranger${i}@example.com`, "a wrong password", from)).tookMs);
  }
  return { known, unknown };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
