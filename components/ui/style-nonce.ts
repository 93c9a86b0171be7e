declare global {
  /** Where the libraries that lock scrolling look for the nonce of the style elements they make. */
  var __webpack_nonce__: string | undefined;
}

/** Keeps the nonce that style elements made in this document need; on a server there is none to keep. */
export function keepStyleNonce(nonce: string | undefined): void {
  if (typeof window !== "undefined") globalThis.__webpack_nonce__ = nonce;
}

/** The nonce for a style element. */
export const styleNonce = (): string | undefined => globalThis.__webpack_nonce__;
