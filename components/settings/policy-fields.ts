import { duration, integer, NO_VALUE, signed } from "@/components/ui/format";
import type { TrustPolicy } from "@/lib/trust/policy";
import type { DiffRow } from "./version-diff";

type NumberMember = Exclude<keyof TrustPolicy, "autoRegister">;

/** What can be set about trust, with what it does; limits as in the TrustPolicy schema. */
export const POLICY_NUMBERS = [
  {
    member: "revocationThreshold",
    name: "Revocation line",
    does: "A rated agent whose score falls under it is revoked at its next signal, and stays so until somebody reinstates it.",
    min: 0,
    max: 1000,
    unit: "of 1000",
  },
  {
    member: "warningThreshold",
    name: "Warning line",
    does: "A rated agent under it is shown as at risk. Not under the revocation line.",
    min: 0,
    max: 1000,
    unit: "of 1000",
  },
  {
    member: "minimumEvidence",
    name: "Minimum evidence",
    does: "With fewer signals in its windows an agent is unrated: no band, no rank, never revoked by score.",
    min: 0,
    max: 500,
    unit: "signals",
  },
  {
    member: "minimumCoverage",
    name: "Minimum coverage",
    does: "The same with signals in fewer dimensions.",
    min: 0,
    max: 5,
    unit: "of 5 dimensions",
  },
  {
    member: "sampleIntervalSeconds",
    name: "Trend interval",
    does: "Improving, stable or degrading is read from ten samples this far apart.",
    min: 1,
    max: 300,
    unit: "seconds",
  },
] as const satisfies readonly { member: NumberMember; name: string; does: string; min: number; max: number; unit: string }[];

export const AUTO_REGISTER = {
  name: "Register unknown agents",
  does: "Signals of an unknown agent register it, pending and unrated. Otherwise they are refused.",
};

const WORDS = {
  revocationThreshold: ["Revocation line", integer],
  warningThreshold: ["Warning line", integer],
  minimumEvidence: ["Minimum evidence", integer],
  minimumCoverage: ["Minimum coverage", integer],
  sampleIntervalSeconds: ["Trend interval", (seconds: number) => duration(seconds * 1000)],
  autoRegister: ["Register unknown agents", (on: boolean) => (on ? "on" : "off")],
} as const;

/** What differs between two policies, in words: "Revocation line 300 → 320". */
export function policyChanges(before: TrustPolicy, after: TrustPolicy): string[] {
  const members = Object.keys(WORDS) as (keyof TrustPolicy)[];
  return members.flatMap((member) => {
    if (before[member] === after[member]) return [];
    const [name, say] = WORDS[member] as [string, (value: unknown) => string];
    return [`${name} ${say(before[member])} → ${say(after[member])}`];
  });
}

/** Every value of two policies, with its difference where it is a number. */
export function policyRows(before: TrustPolicy, after: TrustPolicy): DiffRow[] {
  const members = Object.keys(WORDS) as (keyof TrustPolicy)[];
  return members.map((member) => {
    const [name, say] = WORDS[member] as [string, (value: unknown) => string];
    const [from, to] = [before[member], after[member]];
    const change = typeof from === "number" && typeof to === "number" ? signed(to - from) : NO_VALUE;
    return { key: member, name, before: say(from), after: say(to), change };
  });
}
