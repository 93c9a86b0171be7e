import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { parseProxies } from "./access/client-address";
import { type Oidc, parseOidc } from "./access/oidc";
import { type Credential, parseCredentials, parsePlaces } from "./auditors/credential";
import { checkpointFileOf } from "./store/checkpoint-file";

/** What the environment decides (api.md, Process). A wrong value refuses the start with a sentence. */
export type Config = {
  host: string;
  port: number;
  /** Absolute path of the SQLite file. */
  databaseFile: string;
  dataFolder: string;
  /** Absolute path of the file of signed checkpoints. */
  checkpointFile: string;
  /** At least 32 characters; keys of sessions and links are derived from it. */
  secret: string;
  publicUrl: URL;
  /** Origins that browsers may come from. */
  allowedOrigins: ReadonlySet<string>;
  /** SHA-256 (hex) of MUSTER_API_KEY, if one is set. */
  environmentKeyHash: string | null;
  /** Places, `host:port`, on private addresses that agent endpoints may use. */
  privateEndpoints: ReadonlySet<string>;
  /** Tokens for agent endpoints, by the names that manifests give. */
  endpointCredentials: ReadonlyMap<string, Credential>;
  maxSockets: number;
  oidc: Oidc | null;
  /** Addresses and networks of proxies whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  logLevel: string;
  logFormat: "pretty" | "json";
  demo: boolean;
};

export class ConfigError extends Error {
  override name = "ConfigError";
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);
const LATER = ["REDIS_URL"];

type Environment = Record<string, string | undefined>;

/** Reads the configuration, making the secret on first start. Throws ConfigError with a sentence for the operator. */
export function readConfig(env: Environment, options: { demo: boolean; terminal: boolean }): Config {
  for (const name of LATER)
    if (env[name]) throw new ConfigError(`${name} is reserved for a later release and has no effect yet. Unset it to start.`);
  const host = env.HOST || "127.0.0.1";
  const port = integer("PORT", env.PORT, 3000, 0, 65_535);
  if (!LOOPBACK.has(host) && !env.MUSTER_SECRET) {
    throw new ConfigError(`HOST=${host} would open Muster to the network. Set MUSTER_SECRET (32 characters or more) first.`);
  }
  const databaseFile = databasePath(env.DATABASE_URL || (options.demo ? "file:./data/demo.db" : "file:./data/muster.db"));
  const publicUrl = parsePublicUrl(env.MUSTER_PUBLIC_URL || `http://${host.includes(":") ? `[${host}]` : host}:${port}`);
  return {
    host,
    port,
    databaseFile,
    dataFolder: dirname(databaseFile),
    checkpointFile: resolve(env.MUSTER_CHECKPOINT_FILE || checkpointFileOf(databaseFile)),
    secret: readSecret(env.MUSTER_SECRET, databaseFile),
    publicUrl,
    allowedOrigins: originsOf(publicUrl),
    environmentKeyHash: hashOfKey(env.MUSTER_API_KEY),
    privateEndpoints: settingOf("MUSTER_ALLOW_PRIVATE_ENDPOINTS", parsePlaces(env.MUSTER_ALLOW_PRIVATE_ENDPOINTS)),
    endpointCredentials: settingOf("MUSTER_ENDPOINT_CREDENTIALS", parseCredentials(env.MUSTER_ENDPOINT_CREDENTIALS, env)),
    maxSockets: integer("MUSTER_MAX_SOCKETS", env.MUSTER_MAX_SOCKETS, 2000, 1, 100_000),
    oidc: oidcOf(env),
    trustedProxies: settingOf("MUSTER_TRUSTED_PROXIES", parseProxies(env.MUSTER_TRUSTED_PROXIES)),
    logLevel: env.LOG_LEVEL || "info",
    logFormat: env.LOG_FORMAT === "pretty" || env.LOG_FORMAT === "json" ? env.LOG_FORMAT : options.terminal ? "pretty" : "json",
    demo: options.demo,
  };
}

function settingOf<T>(name: string, parsed: { ok: true; value: T } | { ok: false; why: string }): T {
  if (!parsed.ok) throw new ConfigError(`${name}: ${parsed.why}`);
  return parsed.value;
}

function oidcOf(env: Environment): Oidc | null {
  const parsed = parseOidc(env);
  if (!parsed.ok) throw new ConfigError(parsed.why);
  return parsed.value;
}

function integer(name: string, text: string | undefined, otherwise: number, min: number, max: number): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name}=${text} is not a whole number from ${min} to ${max}.`);
  return value;
}

function databasePath(url: string): string {
  if (/^postgres(ql)?:/.test(url))
    throw new ConfigError("DATABASE_URL: PostgreSQL is reserved for a later release. Use file:./data/muster.db.");
  if (!url.startsWith("file:"))
    throw new ConfigError(`DATABASE_URL=${url} is not understood. Use file:PATH, for example file:./data/muster.db.`);
  const path = url.slice("file:".length).replace(/^\/\/(?=\/)/, "");
  return isAbsolute(path) ? path : resolve(process.cwd(), path);
}

function parsePublicUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new ConfigError(`MUSTER_PUBLIC_URL=${text} is not an http(s) address.`);
  return url;
}

/** On a loopback address localhost, 127.0.0.1 and [::1] are one origin. */
function originsOf(url: URL): ReadonlySet<string> {
  if (!LOOPBACK.has(url.hostname)) return new Set([url.origin]);
  return new Set(
    ["localhost", "127.0.0.1", "[::1]"].map(
      (name) => new URL(`${url.protocol}//${name}${url.port ? `:${url.port}` : ""}`).origin,
    ),
  );
}

function readSecret(given: string | undefined, databaseFile: string): string {
  if (given) {
    if (given.length < 32) throw new ConfigError("MUSTER_SECRET is shorter than 32 characters.");
    return given;
  }
  const file = join(dirname(databaseFile), "secret");
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  }
  const kept = readFileSync(file, "utf8").trim();
  if (kept.length < 32)
    throw new ConfigError(
      `${file} is damaged: it must hold 32 characters or more. Restore it, or remove it to sign everyone out.`,
    );
  return kept;
}

function hashOfKey(key: string | undefined): string | null {
  if (!key) return null;
  if (key.length < 32) throw new ConfigError("MUSTER_API_KEY is shorter than 32 characters.");
  return createHash("sha256").update(key).digest("hex");
}
