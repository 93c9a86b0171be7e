/** What an endpoint did when it was asked. */
export type Attempt = { status?: number; error?: string; ms: number };

/** What came of one request, retries included (audits.md section 7). */
export type Completion =
  | {
      kind: "answer";
      text: string;
      finishReason: string | null;
      usage?: Record<string, unknown>;
      status: number;
      latencyMs: number;
      attempts: Attempt[];
    }
  | { kind: "unmeasured"; code: string; detail: string; attempts: Attempt[] }
  | { kind: "stop"; code: string; detail: string; attempts: Attempt[] }
  | { kind: "system_refused"; attempts: Attempt[] };
