/** RFC 9457 problem as every error under /api is answered; `code` is stable. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  code: string;
  errors?: { pointer: string; code: string; detail: string }[];
  requestId: string;
};

/** What a server action answers: never throws for a refusal. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; problem: Refused };

type Refused = Pick<Problem, "code" | "title" | "detail" | "status" | "errors"> & {
  /** What the header Retry-After would say. */
  retryAfterSeconds?: number;
};

/** A server action as pages hand it to components. */
export type Act<Input, Output> = (input: Input) => Promise<ActionResult<Output>>;
