import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Whether browsers reach Muster over https, and whether pages are those of `next dev`. */
type Surroundings = { https: boolean; development: boolean };

/** Device features that no page asks for. Only names that every Chromium knows, because it warns about others. */
const FEATURES = ["camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "serial", "usb"];

/** For everything that is not a page: nothing may be loaded by it, and nobody may frame it. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The styles that sonner, the library of notices, puts into the document by itself and without a nonce: first an empty
 * element, then its text. The test beside this file computes both from the package that is installed.
 */
const NOTICE_STYLES =
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='";

/** Request headers by which Next's own parts speak to one another. From outside, `x-middleware-prefetch` alone makes it answer 200. */
const INTERNAL = /^x-(?:middleware-|invoke-|now-|prerender-|next-|matched-path$|nextjs-data$)/;

/** What every answer says, whatever it is and whoever writes it. */
export function protectAnswer(response: ServerResponse, { https }: Pick<Surroundings, "https">): void {
  response.setHeader("content-security-policy", NOTHING);
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeader("x-frame-options", "DENY");
  response.setHeader("referrer-policy", "same-origin");
  response.setHeader("cross-origin-opener-policy", "same-origin");
  response.setHeader("cross-origin-resource-policy", "same-origin");
  response.setHeader("permissions-policy", FEATURES.map((name) => `${name}=()`).join(", "));
  if (https) response.setHeader("strict-transport-security", "max-age=31536000");
}

/** Takes from a request what only Next itself may say to Next. */
export function dropInternalHeaders({ headers }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name];
}

/**
 * Gives a page its policy and a nonce of 128 bits that no other answer has. Next reads the nonce from the request's own
 * header and puts it on every script it writes; `x-nonce` is for the layout.
 */
export function protectPage(request: IncomingMessage, response: ServerResponse, surroundings: Surroundings): void {
  const nonce = randomBytes(16).toString("base64");
  const policy = pagePolicy(nonce, surroundings);
  request.headers["content-security-policy"] = policy;
  request.headers["x-nonce"] = nonce;
  response.setHeader("content-security-policy", policy);
}

/**
 * Scripts run by nonce only, and what those load. Style elements need the nonce too; style attributes are allowed, because
 * widths and positions of bars, rows and charts are written as such into the page.
 */
export function pagePolicy(nonce: string, { https, development }: Surroundings): string {
  const directives = [
    "default-src 'none'",
    // React's and Next's development builds evaluate text to show where an error stands.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}' ${NOTICE_STYLES}`,
    "style-src-attr 'unsafe-inline'",
    // The icon of the tab carries a dot, so it is drawn as a data URL.
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    // Same-origin sockets are part of 'self'.
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return directives.join("; ");
}
