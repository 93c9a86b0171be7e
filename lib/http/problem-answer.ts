import { errorAnchor } from "../error-catalogue";
import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import type { ApiAnswer } from "./exchange";
import type { Problem } from "./problem";

const TITLES: Record<number, string> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid content",
  429: "Too many requests",
  500: "Internal error",
  503: "Not available",
};

/** The funnel: every error under /api becomes this answer. Only what nobody foresaw is logged as an error. */
export function problemAnswer(error: unknown, target: string, requestId: string): ApiAnswer {
  const refusal = isRefusal(error) ? error : null;
  if (!refusal) runtime().log.error({ err: error, requestId }, "request failed");
  const status = refusal?.status ?? 500;
  const code = refusal?.code ?? "internal";
  const problem: Problem = {
    type: `/docs/errors#${errorAnchor(code)}`,
    title: TITLES[status] ?? "Error",
    status,
    detail: refusal?.message ?? "Something went wrong on our side. The log holds it under this request id.",
    instance: target.split("?", 1)[0]?.slice(0, 500) ?? "",
    code,
    ...(refusal?.errors ? { errors: refusal.errors } : {}),
    requestId,
  };
  const headers: Record<string, string> = { "content-type": PROBLEM_TYPE };
  if (status === 401) headers["www-authenticate"] = "Bearer";
  if (refusal?.retryAfterSeconds !== undefined) headers["retry-after"] = String(refusal.retryAfterSeconds);
  if (refusal?.allow !== undefined) headers.allow = refusal.allow;
  return { status, headers, body: JSON.stringify(problem) };
}

export const PROBLEM_TYPE = "application/problem+json; charset=utf-8";
