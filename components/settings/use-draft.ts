"use client";

import { useState } from "react";
import { useAct } from "@/components/live/use-act";
import type { Act } from "@/lib/http/problem";

type Version = { version: number; actor: string };

/**
 * The next version of a setting while it is typed, with its reason. It is kept apart from what is in force: a version that
 * somebody else makes meanwhile does not undo what was typed, and `overtaken` says that it came.
 */
export function useDraft<Typed extends object, Input, Output>(inForce: Version, change: Act<Input, Output>) {
  const [typed, setTyped] = useState<Partial<Typed>>({});
  const [basis, setBasis] = useState(inForce.version);
  const [reason, setReason] = useState("");
  const { run, pending, failure, clear } = useAct(change);

  function set(values: Partial<Typed>) {
    if (Object.keys(typed).length === 0) setBasis(inForce.version);
    setTyped({ ...typed, ...values });
  }

  function reset() {
    setTyped({});
    setReason("");
    clear();
  }

  /** Answers what came into force; null where it was refused, and then everything typed is still there. */
  async function apply(input: Input): Promise<Output | null> {
    const result = await run(input);
    if (!result.ok) return null;
    reset();
    return result.data;
  }

  return { typed, set, reset, apply, reason, setReason, pending, failure, inForce, overtaken: basis !== inForce.version };
}

export type Drafted = Pick<
  ReturnType<typeof useDraft>,
  "reset" | "reason" | "setReason" | "pending" | "failure" | "inForce" | "overtaken"
>;
