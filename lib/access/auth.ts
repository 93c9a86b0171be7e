import { AsyncLocalStorage } from "node:async_hooks";
import { type BetterAuthOptions, betterAuth } from "better-auth";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { genericOAuth } from "better-auth/plugins";
import type { Logger } from "pino";
import { type Browser, passwordRefusal } from "../commands/open-session";
import type { Config } from "../config";
import type { Metrics } from "../http/metrics";
import { isRefusal, Refusal } from "../refusal";
import { newId } from "../store/journal";
import type { Sessions } from "../store/sessions";
import { rows, type Way } from "./adapter";
import type { Oidc } from "./oidc";
import { PASSWORD_LENGTH } from "./password";
import { cookieSecret, SESSION_SECONDS, sessionCookieAttributes, sessionCookieName } from "./session-cookie";
import { SignInThrottle } from "./throttle";

/** The one path of the library that the network reaches is the callback under this one. */
const BASE_PATH = "/welcome";
const PROVIDER = "oidc";

type Parts = { config: Config; log: Logger; sessions: Sessions; metrics: Metrics; now: () => number };
export type Auth = ReturnType<typeof createAuth>;

/**
 * Who gets in, by Better Auth: passwords, and an identity provider where one is configured. Made once per process and kept on
 * the runtime, because Next bundles routes and actions apart. Nothing of the library is served but the provider's callback.
 */
export function createAuth({ config, log, sessions, metrics, now }: Parts) {
  const openings = new AsyncLocalStorage<Way>();
  const options = libraryOptions(config, log, () => {
    const way = openings.getStore();
    if (!way) throw new Error("A session can only be opened by one of the ways to sign in.");
    return way;
  });
  // Apart, so that a provider that cannot be reached keeps nobody with a password out.
  const passwords = betterAuth(options);
  let provider: ReturnType<typeof withProvider> | null = null;
  const providers = (oidc: Oidc) => {
    provider ??= withProvider(options, oidc);
    return provider;
  };

  const throttle = new SignInThrottle((email, address) => sessions.openedFrom(email, address, now()), now);
  /** Counts how an attempt ended, and logs one that failed; the journal is not for strangers to fill. */
  async function counted<T>(method: "password" | "provider", { address }: Browser, run: () => Promise<T>): Promise<T> {
    try {
      const done = await run();
      metrics.signIns.inc({ method, outcome: "ok" });
      return done;
    } catch (error) {
      const outcome = isRefusal(error) ? error.code.slice("access/".length) : "error";
      metrics.signIns.inc({ method, outcome });
      log[outcome === "throttled" ? "debug" : "warn"]({ method, outcome, address }, "a sign-in failed");
      throw error;
    }
  }

  return {
    /** Answers the new session's token. Refuses 401 `access/password`, 403 `access/disabled`, 429 `access/throttled`. */
    async signInWithPassword(given: string, password: string, browser: Browser): Promise<string> {
      const email = given.trim().toLowerCase();
      return counted("password", browser, async () => {
        const wasRight = await throttle.attempt(email, browser.address);
        const way: Way = { opening: { browser, method: "password" } };
        const { token } = await openings.run(way, () =>
          passwords.api
            .signInEmail({ body: { email, password } })
            .catch((error: unknown) => refuseWrongPassword(way.failure ?? error)),
        );
        await wasRight();
        return token;
      });
    },

    /** Whether this is the user's present password; a wrong one counts against the session's user. Refuses 429 `access/throttled`. */
    async isPassword(userId: string, hash: string, password: string): Promise<boolean> {
      const wasRight = await throttle.own(userId);
      const isRight = await verifyPassword({ hash, password });
      if (isRight) await wasRight();
      return isRight;
    },

    /** Where the provider asks who somebody is, and cookies (Set-Cookie lines) by which its answer is known again. */
    async providerAddress(next: string, browser: Browser): Promise<{ url: string; cookies: string[] }> {
      if (!config.oidc) throw noProvider();
      await throttle.roundTrip(browser.address);
      const { headers, response } = await providers(config.oidc)
        .api.signInSocial({
          body: { provider: PROVIDER, callbackURL: next, errorCallbackURL: BASE_PATH, disableRedirect: true },
          returnHeaders: true,
        })
        .catch((error: unknown) => {
          log.warn({ err: error }, "the identity provider could not be used");
          throw noProvider();
        });
      if (!response.url) throw noProvider();
      return { url: response.url, cookies: headers.getSetCookie() };
    },

    /**
     * Answers the provider's redirect with one of ours: with the cookie of the new session, or to the sign-in page with `error`.
     * Refuses 403 `access/disabled` and `access/unknown-user`, 429 `access/throttled`.
     */
    async providerCallback(request: Request, browser: Browser): Promise<Response> {
      const { oidc } = config;
      if (!oidc) throw noProvider();
      return counted("provider", browser, async () => {
        await throttle.roundTrip(browser.address);
        const way: Way = { opening: { browser, method: oidc.name } };
        const answer = await openings
          .run(way, () => providers(oidc).handler(request))
          .catch((error: unknown) => {
            throw way.failure ?? error;
          });
        if (way.failure) throw way.failure;
        return answer;
      });
    },

    hashPassword,
  };
}

function libraryOptions(config: Config, log: Logger, current: () => Way) {
  return {
    appName: "Muster",
    baseURL: config.publicUrl.origin,
    basePath: BASE_PATH,
    secret: cookieSecret(config),
    database: rows(current),
    trustedOrigins: [...config.allowedOrigins],
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { log: (level, message) => log.debug({ level, library: "better-auth" }, message) },
    onAPIError: { errorURL: BASE_PATH, throw: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    session: { expiresIn: SESSION_SECONDS },
    account: {
      // State in a cookie that is sealed and lives ten minutes: no table that strangers fill.
      storeStateStrategy: "cookie",
      updateAccountOnSignIn: false,
      storeAccountCookie: false,
    },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: "muster",
      cookies: { session_token: { name: sessionCookieName(config), attributes: sessionCookieAttributes(config) } },
      defaultCookieAttributes: sessionCookieAttributes(config),
      database: { generateId: newId },
    },
  } satisfies BetterAuthOptions;
}

function withProvider(options: ReturnType<typeof libraryOptions>, { issuer, clientId, clientSecret, name, role }: Oidc) {
  const discoveryUrl = `${issuer.href.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const scopes = ["openid", "email", "profile"];
  const config = { providerId: PROVIDER, name, discoveryUrl, clientId, clientSecret, scopes, requireIdTokenVerification: true };
  return betterAuth({ ...options, plugins: [genericOAuth({ config: [{ ...config, disableSignUp: role === null }] })] });
}

function refuseWrongPassword(error: unknown): never {
  const code = (error as { body?: { code?: string } } | null)?.body?.code;
  if (code === undefined) throw error;
  throw passwordRefusal();
}

const noProvider = () =>
  new Refusal(
    503,
    "access/provider",
    "The identity provider cannot be reached. Try again, or sign in another way.",
    undefined,
    30,
  );
