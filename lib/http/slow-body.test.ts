import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { signedToken } from "../access/session-cookie";
import { createKey } from "../commands/create-key";
import { createUser } from "../commands/create-user";
import { revokeKey } from "../commands/revoke-key";
import { createSignInLink, createSignInLinkFor, signInWithLink } from "../commands/sign-in";
import { updateUser } from "../commands/update-user";
import { readUsers } from "../reads/users";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { handle } from "./handle";
import { OPERATIONS } from "./operations";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
  await createSignInLink();
});
afterEach(() => bench.stop());

/** Asks for a new admin with a body that comes to its end only after `meanwhile`. */
async function addAdmin(given: Record<string, string>, meanwhile: () => Promise<unknown>): Promise<number> {
  const headers: Record<string, string> = { "content-type": "application/json", ...given };
  const { status } = await handle(
    OPERATIONS.createUser,
    {},
    {
      method: "POST",
      target: "/api/v1/users",
      header: (name) => headers[name],
      async body() {
        await meanwhile();
        return Buffer.from(JSON.stringify({ name: "back door", role: "admin" }));
      },
    },
  );
  return status;
}

const names = async () => (await readUsers(OWNER, { limit: 50 })).items.map(({ name }) => name);

describe("a request whose body comes slowly", () => {
  it("is refused where its key was revoked meanwhile", async () => {
    const { id, secret } = await createKey(OWNER, { name: "slow", scopes: ["admin"] });
    expect(await addAdmin({ authorization: `Bearer ${secret}` }, () => revokeKey(OWNER, id))).toBe(401);
    expect(await names()).toEqual(["owner"]);
  });

  it("is refused where its user was disabled meanwhile", async () => {
    const user = await createUser(OWNER, { name: "Eve", role: "admin" });
    const { link } = await createSignInLinkFor(OWNER, user.id);
    const browser = { address: "127.0.0.1", userAgent: "test", previousToken: null };
    const { token } = await signInWithLink(new URL(link).searchParams.get("key") ?? "", browser);
    const cookie = `muster_session=${encodeURIComponent(signedToken(token, bench.runtime.config))}`;
    const session = { cookie, "sec-fetch-site": "same-origin" };
    expect(await addAdmin(session, () => updateUser(OWNER, user.id, { disabled: true }))).toBe(401);
    expect(await names()).toEqual(["Eve", "owner"]);
  });
});
