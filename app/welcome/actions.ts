"use server";

import { z } from "zod";
import { OWNER, signInWithLink } from "@/lib/commands/sign-in";
import { openAct } from "@/lib/http/act";
import { currentBrowser, keepCookie, keepSession } from "@/lib/http/browser";
import { ownPath } from "@/lib/http/own-path";
import { hasOnlyLinks } from "@/lib/reads/ways-in";
import { runtime } from "@/lib/runtime";

// Longer ones are nobody's: checking them would only cost time.
const Key = z.string().max(200);
const Next = z.string().max(4000).optional();

const byLink = openAct(Key, async (key) => {
  const { token, userId } = await signInWithLink(key, await currentBrowser());
  await keepSession(token);
  const invited = userId !== OWNER.id && (await hasOnlyLinks(userId));
  return { to: invited ? "/settings/account" : "/" };
});
const byPassword = openAct(
  z.strictObject({ email: z.string().max(254), password: z.string().max(500), next: Next }),
  async ({ email, password, next }) => {
    await keepSession(await runtime().auth.signInWithPassword(email, password, await currentBrowser()));
    return { to: ownPath(next) };
  },
);
const byProvider = openAct(z.strictObject({ next: Next }), async ({ next }) => {
  const { url, cookies } = await runtime().auth.providerAddress(ownPath(next), await currentBrowser());
  for (const line of cookies) await keepCookie(line);
  return { to: url };
});

type Input<F> = F extends (input: infer I) => unknown ? I : never;

/** Uses up a sign-in link's key and opens a session in this browser. Answers where to go. */
export async function signIn(key: Input<typeof byLink>) {
  return byLink(key);
}
/** Opens a session in this browser. Answers where to go. */
export async function signInByPassword(given: Input<typeof byPassword>) {
  return byPassword(given);
}
/** Answers the identity provider's address, and makes this browser the one that its answer is for. */
export async function signInByProvider(given: Input<typeof byProvider>) {
  return byProvider(given);
}
