import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

/** Who the provider says has signed in with it. */
type Person = { sub: string; email: string; email_verified: boolean; name: string };

export type IdentityProvider = {
  issuer: string;
  /** What a Muster needs in its environment to use it. */
  environment: Record<string, string>;
  /** Whoever comes next is this person, without being asked. */
  person: Person;
  close(): Promise<void>;
};

const CLIENT = { id: "muster", secret: "a-client-secret-of-the-tests-0123456789" };

/** A real OpenID Connect provider on 127.0.0.1 that lets `person` in at once. `callback` is where it may send people back to. */
export async function startIdentityProvider(callback: string, port = 0): Promise<IdentityProvider> {
  let listener: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => listener(request, response)).listen(port, "127.0.0.1");
  await once(server, "listening");
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const handle: IdentityProvider = {
    issuer,
    environment: {
      MUSTER_OIDC_ISSUER: issuer,
      MUSTER_OIDC_CLIENT_ID: CLIENT.id,
      MUSTER_OIDC_CLIENT_SECRET: CLIENT.secret,
      MUSTER_OIDC_NAME: "Example ID",
    },
    person: { sub: "ada-1", email: "ada@example.com", email_verified: true, name: "Ada" },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    conformIdTokenClaims: false,
    cookies: { keys: ["a-key-of-the-tests"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...handle.person, sub }) }),
    // Nobody is asked for consent.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ accountId: oidc.session?.accountId, clientId: oidc.client?.clientId });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
  const serve = provider.callback();
  listener = (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void serve(request, response);
    const result = { login: { accountId: handle.person.sub, remember: false } };
    void provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
  return handle;
}
