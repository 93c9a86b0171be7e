import { TIERS, type Tier } from "@/lib/registry/tier";
import type { TaskCheck, TaskSubmission } from "@/lib/routing/task-shape";

/** A check as it is typed; `text` is the schema, the words to contain, or nothing. */
export type CheckDraft = { key: string; kind: TaskCheck["kind"]; text: string; ignoreCase: boolean; min: string; max: string };
/** A bid as it is typed. */
export type BidDraft = { key: string; agentId: string | null; sats: string };

/** A task as it stands in the form: texts only, so that nothing that was typed is lost. */
export type TaskDraft = {
  description: string;
  capabilities: string[];
  minTier: Tier;
  budgetSats: string;
  penaltySats: string;
  /** `2026-11-21T18:00`, in UTC. */
  deadline: string;
  tokensBudget: string;
  /** Seconds. */
  timeBudget: string;
  checks: CheckDraft[];
  /** Whether agents make offers, or the bids typed here are all there is. */
  bidding: "offers" | "bids";
  bids: BidDraft[];
  policy: string;
  dispatch: boolean;
};

export const EMPTY_TASK: TaskDraft = {
  description: "",
  capabilities: [],
  minTier: "T1",
  budgetSats: "",
  penaltySats: "",
  deadline: "",
  tokensBudget: "",
  timeBudget: "",
  checks: [],
  bidding: "offers",
  bids: [],
  policy: "balanced",
  dispatch: false,
};

/** The key of one more of several. */
export function nextKey(several: readonly { key: string }[]): string {
  return String(1 + Math.max(0, ...several.map(({ key }) => Number(key))));
}

/** Complaints by field: the names of a draft, with the place behind it where there are several (`checks.0`). */
export type TaskErrors = Partial<Record<string, string>>;

const WHOLE = "A whole number.";
const MS_PER_SECOND = 1000;

/** A whole number as people type it, with or without separators: undefined where nothing is typed, null where it is none. */
export function wholeNumber(text: string): number | undefined | null {
  const digits = text.trim().replace(/[\s,_\u202f]/g, "");
  if (digits === "") return undefined;
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** What the form says, as it is sent, and what of it cannot be sent. Nothing that is empty is sent. */
export function submissionFrom(draft: TaskDraft): { submission: TaskSubmission; faults: TaskErrors } {
  const faults: Record<string, string> = {};
  const number = (field: "budgetSats" | "penaltySats" | "tokensBudget" | "timeBudget") => {
    const value = wholeNumber(draft[field]);
    if (value === null) faults[field] = WHOLE;
    return value ?? undefined;
  };
  const budgetSats = number("budgetSats");
  const penaltySats = number("penaltySats");
  const tokensBudget = number("tokensBudget");
  const seconds = number("timeBudget");
  const checks = draft.checks.flatMap((check, i) => checkFrom(check, (fault) => (faults[`checks.${i}`] = fault)));
  const submission: TaskSubmission = {
    description: draft.description,
    minTier: draft.minTier,
    policy: draft.policy,
    ...(draft.capabilities.length > 0 && { requiredCapabilities: draft.capabilities }),
    ...(budgetSats !== undefined && { budgetSats }),
    ...(penaltySats !== undefined && { penaltySats }),
    ...(draft.deadline !== "" && { deadline: `${draft.deadline}:00Z` }),
    ...(tokensBudget !== undefined && { tokensBudget }),
    ...(seconds !== undefined && { timeBudgetMs: seconds * MS_PER_SECOND }),
    ...(checks.length > 0 && { checks }),
    ...(draft.bidding === "bids" && { bids: bidsFrom(draft.bids, faults) }),
    ...(draft.dispatch && { dispatch: true }),
  };
  return { submission, faults };
}

function checkFrom(check: CheckDraft, complain: (fault: string) => void): TaskCheck[] {
  if (check.kind === "contains") {
    if (check.text === "") return [];
    return [{ kind: "contains", text: check.text, ...(check.ignoreCase && { ignoreCase: true }) }];
  }
  if (check.kind === "words") {
    const [min, max] = [wholeNumber(check.min), wholeNumber(check.max)];
    if (min === null || max === null) complain("Whole numbers.");
    else if (min !== undefined && max !== undefined && min > max) complain("The least must not exceed the most.");
    else if (min !== undefined || max !== undefined)
      return [{ kind: "words", ...(min !== undefined && { min }), ...(max !== undefined && { max }) }];
    return [];
  }
  if (check.text.trim() === "") return [];
  const schema = parsed(check.text);
  if (schema) return [{ kind: "json", schema }];
  complain('A JSON Schema is a JSON object, such as {"type": "object"}.');
  return [];
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function bidsFrom(bids: readonly BidDraft[], faults: Record<string, string>): Record<string, number> {
  const taken: Record<string, number> = {};
  bids.forEach(({ agentId, sats }, i) => {
    const amount = wholeNumber(sats);
    if (amount === null) faults[`bids.${i}`] = WHOLE;
    else if (agentId !== null && agentId in taken) faults[`bids.${i}`] = "This agent bids already.";
    else if (agentId !== null && amount !== undefined) taken[agentId] = amount;
  });
  return taken;
}

const FIELDS: Record<string, string> = { requiredCapabilities: "capabilities", timeBudgetMs: "timeBudget" };

/** The first complaint of the server about each field, by the field's name in the draft: `/checks/0/schema` → `checks.0`. */
export function errorsOf(draft: TaskDraft, errors: readonly { pointer: string; detail: string }[] | undefined): TaskErrors {
  const sent = draft.checks.flatMap((check, i) => (checkFrom(check, () => undefined).length > 0 ? [i] : []));
  const found: Record<string, string> = {};
  for (const { pointer, detail } of errors ?? []) {
    const [, member = "", part] = pointer.split("/").map(unescaped);
    const field = FIELDS[member] ?? member;
    if (field === "checks" && part !== undefined) found[`checks.${sent[Number(part)] ?? part}`] ??= detail;
    else if (field === "bids" && part !== undefined)
      found[`bids.${draft.bids.findIndex((bid) => bid.agentId === part)}`] ??= detail;
    else found[field] ??= detail;
  }
  return found;
}

/** A step of a JSON pointer as it was before it was written into one. */
function unescaped(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What was kept of a draft, with what it lacks; null where it is none. */
export function draftFrom(text: string | null): TaskDraft | null {
  try {
    const kept: unknown = JSON.parse(text ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const draft = { ...EMPTY_TASK, ...(kept as Partial<TaskDraft>) };
    const sound =
      typeof draft.description === "string" &&
      Array.isArray(draft.checks) &&
      Array.isArray(draft.bids) &&
      TIERS.includes(draft.minTier);
    return sound ? draft : null;
  } catch {
    return null;
  }
}

/** How many of the conditions that are usually folded away say something. */
export function conditionsSet(draft: TaskDraft): number {
  const texts = [draft.penaltySats, draft.deadline, draft.tokensBudget, draft.timeBudget].filter((text) => text.trim() !== "");
  const others = [draft.checks.length > 0, draft.bidding === "bids", draft.policy !== EMPTY_TASK.policy, draft.dispatch];
  return texts.length + others.filter(Boolean).length;
}
