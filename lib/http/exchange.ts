/** A request as both servers of HTTP (Next and the process entry) hand it over. */
export type ApiRequest = {
  method: string;
  /** Path and query as sent. */
  target: string;
  header: (name: string) => string | undefined;
  /** Reads the body up to a limit; refuses 413. */
  body: (limit: number) => Promise<Buffer>;
};

export type ApiAnswer = { status: number; headers: Record<string, string>; body: string | Uint8Array | AsyncIterable<string> };
