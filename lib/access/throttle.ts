import { createHash } from "node:crypto";
import { isIP } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Refusal } from "../refusal";

const MINUTE = 60;
/** Addresses that have signed in to an account, remembered; beyond it the oldest go. */
const MOST_KNOWN = 10_000;
const KNOWN_FOR_MS = 30 * 86_400_000;

const limiter = (points: number, duration: number) => new RateLimiterMemory({ points, duration });

/**
 * How often passwords may be guessed. An attempt is paid for before the password is looked at, and given back when it was right.
 * Strangers to an account share what may be tried on it; an address that has signed in to it has an allowance of its own, so
 * nobody can keep the owner out. All of it is in memory: a restart forgets.
 */
export class SignInThrottle {
  /** Guesses from one address (of IPv6, one /64), at whatever accounts. */
  private readonly address = limiter(30, 5 * MINUTE);
  /** Guesses at one account, from everybody who is a stranger to it. */
  private readonly account = limiter(20, 15 * MINUTE);
  /** Guesses of all strangers: checking a password takes tens of milliseconds of a core. */
  private readonly strangers = limiter(300, MINUTE);
  /** Guesses at one account from one address that has signed in to it. */
  private readonly known = limiter(10, 5 * MINUTE);
  /** Round trips to the identity provider from one address. */
  private readonly provider = limiter(30, MINUTE);
  /** Account and address → epoch ms of the last sign-in. */
  private readonly signedIn = new Map<string, number>();

  /** `hasSession`: whether a session of the account was opened from an address and is still open. */
  constructor(
    private readonly hasSession: (email: string, address: string) => boolean,
    private readonly now: () => number,
  ) {}

  /** Pays for one attempt. Returns what to call when it was right; refuses 429 `access/throttled`. */
  async attempt(email: string, address: string): Promise<() => Promise<void>> {
    const pair = digest(`${email} ${address}`);
    const isKnown = (this.signedIn.get(pair) ?? 0) + KNOWN_FOR_MS > this.now() || this.hasSession(email, address);
    const payments: [RateLimiterMemory, string][] = isKnown
      ? [[this.known, pair]]
      : [
          [this.address, network(address)],
          // Before the account, so that what is remembered of made-up ones is bounded too.
          [this.strangers, "all"],
          [this.account, digest(email)],
        ];
    for (const [limit, key] of payments) await pay(limit, key);
    return async () => {
      this.remember(pair);
      for (const [limit, key] of payments) await limit.reward(key, 1);
    };
  }

  /** Pays for one guess of somebody's own present password, by whoever sits at the session. */
  async own(userId: string): Promise<() => Promise<void>> {
    const key = digest(`own ${userId}`);
    await pay(this.known, key);
    return async () => {
      await this.known.reward(key, 1);
    };
  }

  /** Pays for one round trip to the identity provider. */
  async roundTrip(address: string): Promise<void> {
    await pay(this.provider, network(address));
  }

  private remember(pair: string): void {
    this.signedIn.delete(pair);
    this.signedIn.set(pair, this.now());
    const [oldest] = this.signedIn.keys();
    if (this.signedIn.size > MOST_KNOWN && oldest !== undefined) this.signedIn.delete(oldest);
  }
}

async function pay(limit: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limit.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new Refusal(
      429,
      "access/throttled",
      `Too many sign-ins failed. Try again in ${inWords(seconds)}, or use a sign-in link: it works at once.`,
      undefined,
      seconds,
    );
  }
}

const inWords = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  if (seconds < 60) return seconds === 1 ? "a second" : `${seconds} seconds`;
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
};

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url");

/** One host has 2^64 addresses of IPv6 to ask from; they count as one. */
function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("%", 1)[0]?.split("::") ?? [];
  if (/^::ffff:\d+\./i.test(address)) return address.slice("::ffff:".length);
  const left = head === "" ? [] : head.split(":");
  const right = tail === "" ? [] : tail.split(":");
  const missing = address.includes("::") ? 8 - left.length - right.length : 0;
  const groups = [...left, ...Array.from({ length: Math.max(0, missing) }, () => "0"), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
