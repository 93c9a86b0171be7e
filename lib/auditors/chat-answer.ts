/** Tokens, where the endpoint counts them. */
export type Usage = { promptTokens: number | null; completionTokens: number | null };

/** What one answer over HTTP says about one chat request. */
export type Reading =
  | { kind: "answer"; text: string; finishReason: string | null; usage: Usage | null }
  | { kind: "system_refused" }
  | { kind: "stop"; code: string; detail: string }
  | { kind: "failed"; code: string; detail: string; again: boolean };

const STOPPING: Readonly<Record<number, string>> = {
  401: "The endpoint wants another credential (401).",
  403: "The endpoint forbids the request (403).",
  404: "There is nothing at the endpoint's URL (404).",
};
/** Client errors that the same request may not meet again. */
const PASSING = new Set([408, 409, 425, 429]);
const FILTERED = /content[\s_-]*(filter|policy|management|moderation)|responsible[\s_-]*ai/i;
const SYSTEM_ROLE =
  /\bsystem\b.{0,80}\b(role|message|prompt|instruction)s?\b|\broles?\b.{0,80}\bsystem\b|developer instruction|roles must alternate/is;
const LONGEST_REASON = 64;

type Fields = Record<string, unknown>;

/**
 * Reads the answer to a chat completion request (OpenAI's shape). Empty content and a filter's refusal are answers: what an
 * agent does not say is judged too. `again` tells whether the same request may fare better.
 */
export function readChatAnswer(status: number, body: string, asksSystem: boolean): Reading {
  const stop = STOPPING[status];
  if (stop !== undefined) return { kind: "stop", code: `http_${status}`, detail: stop };
  const value = parsed(body);
  if (status >= 200 && status < 300) return answered(value);
  if (status === 400 || status === 422) {
    const why = whyRefused(value);
    if (status === 400 && FILTERED.test(why)) return { kind: "answer", text: "", finishReason: "content_filter", usage: null };
    if (asksSystem && SYSTEM_ROLE.test(why)) return { kind: "system_refused" };
  }
  return {
    kind: "failed",
    code: `http_${status}`,
    detail: `The endpoint answered ${status}.`,
    again: status >= 500 || PASSING.has(status),
  };
}

function answered(value: unknown): Reading {
  const { choices, usage } = fieldsOf(value);
  const choice = fieldsOf(Array.isArray(choices) ? (choices as unknown[])[0] : undefined);
  const message = choice.message;
  const text = typeof message === "object" && message !== null ? textOf(message as Fields) : undefined;
  if (text === undefined)
    return { kind: "failed", code: "no_choices", detail: "The endpoint's answer has no choices[0] with a text.", again: true };
  const reason = choice.finish_reason;
  return {
    kind: "answer",
    text: text.toWellFormed(),
    finishReason: typeof reason === "string" ? reason.slice(0, LONGEST_REASON).toWellFormed() : null,
    usage: usageOf(fieldsOf(usage)),
  };
}

/** Content, or the refusal that stands in its place; undefined where it is neither text nor a list of parts. */
function textOf({ content, refusal }: Fields): string | undefined {
  const said = content === undefined || content === null ? "" : content;
  const text = Array.isArray(said) ? (said as unknown[]).map(textOfPart).join("") : said;
  if (typeof text !== "string") return undefined;
  return text === "" && typeof refusal === "string" ? refusal : text;
}

function textOfPart(part: unknown): string {
  const { type, text } = fieldsOf(part);
  return type === "text" && typeof text === "string" ? text : "";
}

function usageOf({ prompt_tokens, completion_tokens }: Fields): Usage | null {
  const usage = { promptTokens: countOf(prompt_tokens), completionTokens: countOf(completion_tokens) };
  return usage.promptTokens === null && usage.completionTokens === null ? null : usage;
}

function countOf(value: unknown): number | null {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : null;
}

/** The words of an error that say what was wrong, whatever the server's dialect. */
function whyRefused(value: unknown): string {
  const whole = fieldsOf(value);
  const error = typeof whole.error === "string" ? { message: whole.error } : fieldsOf(whole.error ?? whole);
  const inner = fieldsOf(error.innererror);
  return [error.code, error.type, error.param, error.message, error.detail, inner.code]
    .filter((part) => typeof part === "string")
    .join(" ")
    .slice(0, 2000);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}
