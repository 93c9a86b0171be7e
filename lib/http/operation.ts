import type { z } from "zod";
import type { Action, Actor } from "../access/action";
import type { AtOnceOf } from "../engine/at-once";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What an operation answers: a JSON body, one that is bytes already, lines as they come, or a text of another media type. */
export type Answer<Body> =
  | { status?: number; body: Body; headers?: Record<string, string> }
  | { json: Uint8Array; headers?: Record<string, string> }
  | { lines: AsyncIterable<string>; headers?: Record<string, string> }
  | { text: string; type: string; headers?: Record<string, string> };

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/**
 * One operation of the API. The table of them (operations.ts) feeds the routes, the API document and the authorisation
 * matrix, so a path can neither be served undocumented nor documented unserved.
 */
export type Operation<
  Q extends z.ZodType | undefined = z.ZodType | undefined,
  B extends z.ZodType | undefined = z.ZodType | undefined,
> = {
  id: string;
  method: Method;
  /** Below /api/v1, with `{name}` for parameters. */
  path: string;
  tag: string;
  summary: string;
  action: Action;
  /** What a request with dryRun=true takes instead. */
  dryRunAction?: Action;
  query?: Q;
  body?: B;
  /** Shape to document where requests are parsed more finely than `body` says. */
  documented?: z.ZodType;
  /** Takes NDJSON too: what its text becomes, in the shape of `body`, and the shape of a line. */
  lines?: (text: string, query: Parsed<Q>) => unknown;
  line?: z.ZodType;
  /** Media types of a body that is text instead of JSON; `body` then parses `{media, text}`. */
  media?: readonly string[];
  /** Work of which only so much is done at once (lib/engine/at-once); exports until their last line is sent. */
  atOnce?: keyof AtOnceOf;
  /** Largest body in bytes, after decompression. */
  limit?: number;
  status?: number;
  /** Shape of the answer; absent for lines (NDJSON). */
  response?: z.ZodType;
  /** Members of the answer that are never kept for repetitions of a request. */
  secrets?: readonly string[];
  /** Repetitions of a request are answered with its counts only. */
  keepsCounts?: boolean;
  /** Media types that it can answer besides JSON, as a text. */
  alsoAs?: readonly string[];
  run(call: {
    actor: Actor;
    params: Record<string, string>;
    query: Parsed<Q>;
    body: Parsed<B>;
  }): Promise<Answer<unknown>> | Answer<unknown>;
};

/** An operation whose query and body types follow from its schemas. */
export function operation<Q extends z.ZodType | undefined, B extends z.ZodType | undefined>(of: Operation<Q, B>): Operation {
  return of as unknown as Operation;
}
