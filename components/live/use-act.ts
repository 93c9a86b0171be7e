"use client";

import { useState } from "react";
import type { Failure } from "@/components/ui/error-panel";
import type { Act, ActionResult, Problem } from "@/lib/http/problem";
import { RequestError } from "@/lib/http/queries";

/** Nobody knows whether it was done. */
export const UNREACHED: Failure = {
  title: "The server could not be reached",
  detail:
    "It is not known whether the change was made; what you typed is kept. Look at the journal when the connection is back, then try again.",
};

/** Nothing was done, because the browser sends nothing. */
const OFFLINE: Failure = {
  title: "You are offline",
  detail: "Nothing was sent and nothing was changed; what you typed is kept. Try again when the connection is back.",
};

/** What a refused or failed request says, for ErrorPanel. */
export function failureOf(error: unknown, title = "This could not be loaded"): Failure {
  if (!(error instanceof RequestError))
    return { title, detail: "The server could not be reached. What is shown stays as it was." };
  const { detail, requestId, title: name }: Partial<Problem> = error.problem;
  return { title, detail: detail ?? name ?? error.message, requestId };
}

function said(problem: Extract<ActionResult<unknown>, { ok: false }>["problem"]): Failure {
  const details = (problem.errors ?? []).map((one) => one.detail).filter((detail) => detail !== problem.detail);
  return { title: problem.title, detail: [problem.detail, ...details].join(" ") };
}

/** Runs a server action; a refusal and a lost connection both come back as what to show. */
export async function attempt<Input, Output>(
  act: Act<Input, Output>,
  input: Input,
): Promise<{ data: Output; failure?: undefined } | { data?: undefined; failure: Failure }> {
  // A server on this very machine answers all the same.
  const offline = !navigator.onLine;
  try {
    const result = await act(input);
    return result.ok ? { data: result.data } : { failure: said(result.problem) };
  } catch {
    return { failure: offline && !navigator.onLine ? OFFLINE : UNREACHED };
  }
}

/** A server action with its state, for a form or a button. `run` answers whether it was done. */
export function useAct<Input, Output>(act: Act<Input, Output>) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  async function run(input: Input): Promise<{ ok: true; data: Output } | { ok: false; failure: Failure }> {
    setPending(true);
    const result = await attempt(act, input);
    setPending(false);
    setFailure(result.failure);
    return result.failure ? { ok: false, failure: result.failure } : { ok: true, data: result.data };
  }
  return { run, pending, failure, clear: () => setFailure(undefined) };
}
