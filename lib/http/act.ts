import type { z } from "zod";
import type { Actor } from "../access/action";
import { isRefusal } from "../refusal";
import { runtime } from "../runtime";
import { currentCookie } from "./browser";
import { itemsOf } from "./handle";
import type { Act, ActionResult } from "./problem";
import { sessionActor } from "./session";

/** A server action over one command: who is signed in, checked input, and refusals as values. Next itself refuses foreign origins. */
export function act<S extends z.ZodType, Output>(
  schema: S,
  run: (actor: Actor, input: z.output<S>) => Promise<Output>,
): Act<z.input<S>, Output> {
  return async (given) => {
    const actor = await sessionActor(await currentCookie());
    if (!actor) return failed(401, "access/unauthenticated", "Not signed in", "Your session has ended. Sign in again.");
    return checked(schema, given, (input) => {
      runtime().entryLimits.admit(actor);
      return run(actor, input);
    });
  };
}

/** A server action that anybody may call: what signing in takes, and nothing else. */
export function openAct<S extends z.ZodType, Output>(
  schema: S,
  run: (input: z.output<S>) => Promise<Output>,
): Act<z.input<S>, Output> {
  return (given) => checked(schema, given, run);
}

async function checked<S extends z.ZodType, Output>(
  schema: S,
  given: unknown,
  run: (input: z.output<S>) => Promise<Output>,
): Promise<ActionResult<Output>> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return attempt(() => run(parsed.data));
  const errors = itemsOf(parsed.error.issues);
  return failed(422, "http/schema", "Invalid content", errors[0]?.detail ?? "The input does not fit.", errors);
}

/** Runs a command and turns a refusal into a value; anything else is logged and said to be our fault. */
async function attempt<T>(run: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await run() };
  } catch (error) {
    if (isRefusal(error)) {
      const { status, code, message, errors, retryAfterSeconds } = error;
      const refused = failed<T>(status, code, "Refused", message, errors);
      return retryAfterSeconds === undefined || refused.ok
        ? refused
        : { ...refused, problem: { ...refused.problem, retryAfterSeconds } };
    }
    runtime().log.error({ err: error }, "server action failed");
    return failed(500, "internal", "Internal error", "Something went wrong on our side; the server's log says what.");
  }
}

function failed<T>(
  status: number,
  code: string,
  title: string,
  detail: string,
  errors?: { pointer: string; code: string; detail: string }[],
): ActionResult<T> {
  return { ok: false, problem: { status, code, title, detail, ...(errors ? { errors } : {}) } };
}
