import { useEffect, useState } from "react";
import { attempt } from "@/components/live/use-act";
import type { Failure } from "@/components/ui/error-panel";
import type { Act } from "@/lib/http/problem";

/** A pause in typing or dragging after which the server is asked. */
const SETTLES_MS = 200;

type Answer<Output> = { data?: Output; failure?: Failure | undefined };

/**
 * What `ask` says of `input`, asked whenever it has held still for a moment; null asks nothing. Until the answer for the
 * newest input is there, `data` is what was last answered and `old` is true.
 */
export function useForeseen<Input, Output>(ask: Act<Input, Output>, input: Input | null) {
  const [{ of, data, failure }, setAnswer] = useState<Answer<Output> & { of: string | null }>({ of: null });
  // As text: the same values in another object are no news.
  const asked = input === null ? null : JSON.stringify(input);
  useEffect(() => {
    if (asked === null) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const answer = await attempt(ask, JSON.parse(asked) as Input);
      if (wanted) setAnswer((before) => ({ of: asked, data: answer.data ?? before.data, failure: answer.failure }));
    }, SETTLES_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [ask, asked]);
  return asked === null
    ? { data: undefined, failure: undefined, old: false }
    : { data, failure: of === asked ? failure : undefined, old: of !== asked };
}
