/** Every `code` a problem can carry, with what it means and what to do. Codes are stable: add, never rename. */
export const ERROR_CATALOGUE = {
  "http/path": "The path is not valid percent-encoded UTF-8 in origin form.",
  "http/not-found": "Nothing is served at this path. The API document lists what is.",
  "http/method": "The path does not know this method; the header Allow names those it does.",
  "http/too-large":
    "The body is larger than allowed, counted after decompression: 1 MiB, 8 MiB for batches. Send smaller batches.",
  "http/media-type":
    "Bodies are application/json; POST /signals also takes application/x-ndjson, an import application/x-ndjson or text/csv.",
  "http/encoding": "The only Content-Encoding understood is gzip.",
  "http/gzip": "The body claims to be gzip and is not.",
  "http/json": "The body, or the named line of NDJSON, is not valid JSON in UTF-8.",
  "http/utf-8": "The body is not valid UTF-8.",
  "http/csv": "The body is not CSV: the detail says in which line, or a row has another number of cells than the header.",
  "http/aborted": "The connection ended before the body did. Nothing was stored.",
  "http/text": "A text is not well-formed Unicode, or holds NUL.",
  "http/key": "A member has a name that is not allowed (__proto__, constructor, prototype).",
  "http/depth": "The body is nested deeper than allowed.",
  "http/query": "A query parameter is unknown, repeated or has a bad value.",
  "http/idempotency-key": "Idempotency-Key is 1–255 visible ASCII characters.",
  "http/idempotency-mismatch":
    "This Idempotency-Key was sent before with another query or body. Use a new key for a new request.",
  "http/idempotency-running": "A request with this Idempotency-Key is still running. Send again after Retry-After.",
  "http/idempotency-limit":
    "This credential has 10,000 Idempotency-Keys of the last 24 hours. Send without one, or again when the oldest are forgotten.",
  "http/schema": "The content does not fit; errors names each place. Nothing was stored.",
  "access/unauthenticated": "No credential: send Authorization: Bearer KEY, or sign in.",
  "access/key": "The key is unknown, expired or revoked.",
  "access/link": "The sign-in link is unknown, used up or expired. npm run sign-in prints a fresh one.",
  "access/scope": "The credential lacks the scope that this needs.",
  "access/bound-key": "A key bound to an agent may only read and report.",
  "access/origin":
    "A session counts only on requests of Muster's own pages. If the address is right, set MUSTER_PUBLIC_URL to it.",
  "access/unknown-key": "There is no such API key.",
  "access/revoked-key": "The key is revoked for good: make a new one.",
  "access/rate": "The key asks or reports faster than it may. Send again after Retry-After; an admin can raise its limits.",
  "access/expired": "The expiry lies in the past.",
  "registry/unknown-agent": "No agent has this id.",
  "registry/unknown-hold": "There is no hold of this name.",
  "registry/id-taken": "The id is taken, perhaps by an agent since deregistered. An id is never given twice.",
  "registry/endpoint-refused":
    "The endpoint's URL may not be called: the detail says why. MUSTER_ALLOW_PRIVATE_ENDPOINTS allows places on private addresses.",
  "registry/deregistered": "The agent is deregistered for good.",
  "registry/already-suspended": "An operator has already suspended the agent.",
  "registry/not-suspended": "The agent has no hold of an operator to lift.",
  "registry/no-such-hold": "The agent does not have this hold.",
  "registry/already-revoked": "The agent is already revoked.",
  "registry/not-revoked": "The agent is not revoked.",
  "registry/architecture-mismatch":
    "The audit saw another architecture than the registered one, or did not look while the agent is held for drift.",
  "routing/balance-too-large": "No account may hold more than 2,100,000,000,000,000 sats.",
  "registry/no-endpoint":
    "The agent has no endpoint that speaks chat completions, so there is nothing to put probes to. Add one to its manifest, or import certificates.",
  "registry/unknown-audit": "There is no audit with this id.",
  "registry/audit-finished": "The audit is over; it can no longer be cancelled.",
  "registry/issued-in-the-future": "issuedAt is more than 5 minutes ahead of Muster's clock.",
  "registry/issued-before-the-last": "issuedAt is before the newest certificate of the agent.",
  "trust/unknown-agent": "A signal names an agent that is not registered, or no longer. Register it, or turn on autoRegister.",
  "trust/self-report": "Nobody reports about itself: the key is bound to the agent that the signal is about.",
  "trust/from-the-future": "observedAt is more than 5 minutes ahead of Muster's clock.",
  "trust/too-old": "observedAt is more than 7 days old.",
  "weights/version": "Another version of the weights is in force than ifVersion says. Read them again.",
  "weights/unknown-version": "There is no such version of the weights.",
  "weights/superseded": "A newer version is in force; only the newest change can be undone.",
  "weights/first-version": "There is nothing before the first version.",
  "trust-policy/version": "Another version of the trust policy is in force than ifVersion says. Read it again.",
  "trust-policy/lines": "The warning line must not be under the revocation line.",
  "gate/version": "Another version of the gate is in force than ifVersion says. Read it again.",
  "gate/unknown-version": "There is no such version of the gate.",
  "gate/superseded": "A newer version is in force; only the newest change can be undone.",
  "gate/first-version": "There is nothing before the first version.",
  "demo/running": "The demo fleet is already running.",
  "store/busy": "Another program holds the database. Nothing was stored; send again after Retry-After.",
  "store/full": "The disk is full. Nothing was stored; send again once there is space.",
  "store/overloaded": "Too many signals wait to be written. Send again after Retry-After.",
  "store/closing": "Muster is stopping. Send again when it is back.",
  "store/failed": "The database failed and Muster stopped writing. See its log.",
  internal: "Something went wrong on our side. The log holds it under the request id.",
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;

/** Where the catalogue describes a code. */
export const errorAnchor = (code: string): string => code.replace("/", "-");
