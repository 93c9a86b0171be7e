"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { integer } from "@/components/ui/format";
import { Input, Textarea } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { useNow } from "@/components/ui/now";
import { Select } from "@/components/ui/select";
import { queries, queryGroups } from "@/lib/http/queries";
import { TIERS } from "@/lib/registry/tier";
import type { RoutingActs } from "./decision-acts";
import { DryRun, useDryRun } from "./dry-run";
import { Conditions } from "./task-form-conditions";
import { conditionsSet, EMPTY_TASK, errorsOf, submissionFrom, type TaskDraft, type TaskErrors } from "./task-form-draft";
import { useKeptDraft } from "./task-form-kept";
import { WordsBox } from "./task-form-words";

const TIER_OPTIONS = TIERS.map((tier) => ({ value: tier, label: tier === "T0" ? "T0, any" : `${tier} or higher` }));

const UNREACHED: Failure = {
  title: "The server could not be reached",
  detail: "What you typed is kept. Look at the decisions whether it was submitted before you try again.",
};

/** A task being typed, with who would get it beside it. What is typed stays in this tab until it is submitted. */
export function TaskForm({ submit }: { submit: RoutingActs["submit"] }) {
  const [draft, setDraft] = useKeptDraft();
  const change = (part: Partial<TaskDraft>) => setDraft({ ...draft, ...part });
  const asked = useMemo(() => submissionFrom(draft), [draft]);
  const late = useIsPast(draft.deadline);
  const faults: TaskErrors = late ? { ...asked.faults, deadline: "It lies in the past; times are UTC." } : asked.faults;
  const askable = draft.description.trim() !== "" && Object.keys(faults).length === 0;
  const dryRun = useDryRun(askable ? asked.submission : null);
  const { send, pending, refused } = useSubmission(submit, draft, () => setDraft(EMPTY_TASK));
  const errors: TaskErrors = {
    ...errorsOf(draft, askable ? dryRun.errors : undefined),
    ...(refused?.draft === draft ? refused.errors : {}),
    ...faults,
  };
  const because = useBarred()("submitTask");
  const ready = askable && !pending && because === null;
  const form = useRef<HTMLFormElement>(null);
  // Where to go on is the first field that was refused.
  useEffect(() => {
    if (refused) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [refused]);

  function press(event: KeyboardEvent) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (ready) void send(asked.submission);
  }
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (ready) void send(asked.submission);
  }

  return (
    <div className="grid grid-cols-[minmax(0,5fr)_minmax(0,7fr)] border-line border-b max-lg:grid-cols-1">
      <form ref={form} onSubmit={onSubmit} onKeyDown={press} aria-label="Task" className="flex flex-col gap-3 px-gutter py-4">
        {refused ? <ErrorPanel {...refused.failure} /> : null}
        <Field label="What is to be done" error={errors.description}>
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={4}
              required
              maxLength={20_000}
              placeholder="Reconcile October invoices against the purchase orders and flag mismatches"
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <Capabilities draft={draft} change={change} error={errors.capabilities} />
        <div className="grid grid-cols-2 gap-3">
          <Field label="Tier at least" error={errors.minTier}>
            {({ id }) => (
              <Select id={id} value={draft.minTier} onValueChange={(minTier) => change({ minTier })} options={TIER_OPTIONS} />
            )}
          </Field>
          <Field label="Budget, sats" error={errors.budgetSats}>
            {(wiring) => (
              <Input
                {...wiring}
                inputMode="numeric"
                placeholder="no limit"
                value={draft.budgetSats}
                onChange={(event) => change({ budgetSats: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Folded draft={draft} change={change} errors={errors} />
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" because={because} disabled={!askable} pending={pending}>
            Submit task
          </Button>
          <span className="words flex items-center gap-1 text-12 text-ink-3 phone:hidden">
            <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd>
          </span>
          {draft === EMPTY_TASK ? null : (
            <Button variant="quiet" className="ml-auto" onClick={() => setDraft(EMPTY_TASK)}>
              Clear
            </Button>
          )}
        </div>
      </form>
      <div className="min-w-0 border-line lg:border-l max-lg:border-t">
        <DryRun {...dryRun} />
      </div>
    </div>
  );
}

/** Whether a time as typed (UTC, by the minute) has passed on the server's clock. */
function useIsPast(deadline: string): boolean {
  const now = useNow();
  return deadline !== "" && now !== null && Date.parse(`${deadline}:00Z`) <= now;
}

type Refused = { draft: TaskDraft; failure: Failure; errors: TaskErrors };

/** Sends the task and leads to the decision about it; a refusal leaves everything as it was typed. */
function useSubmission(submit: RoutingActs["submit"], draft: TaskDraft, done: () => void) {
  const router = useRouter();
  const client = useQueryClient();
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);

  async function send(submission: Parameters<typeof submit>[0]) {
    setPending(true);
    const result = await submit(submission).catch(() => null);
    setPending(false);
    if (result === null) return setRefused({ draft, failure: UNREACHED, errors: {} });
    if (!result.ok) {
      const errors = errorsOf(draft, result.problem.errors);
      const marked = Object.keys(errors).length > 0 ? " What you typed is kept." : "";
      return setRefused({ draft, failure: { title: "Not submitted", detail: `${result.problem.detail}${marked}` }, errors });
    }
    setRefused(null);
    done();
    client.setQueryData(queries.decision(result.data.id).queryKey, result.data);
    // Shown at once; the entry in the journal comes with the next look.
    void client.invalidateQueries({ queryKey: queries.decision(result.data.id).queryKey, refetchType: "none" });
    void client.invalidateQueries({ queryKey: queryGroups.routingLists });
    router.push(`/routing/${encodeURIComponent(result.data.id)}`);
  }
  return { send, pending, refused };
}

type Part = { draft: TaskDraft; change: (part: Partial<TaskDraft>) => void };
const SUGGESTED = 6;

function Capabilities({ draft, change, error }: Part & { error: string | undefined }) {
  const known = useQuery(queries.capabilities()).data ?? [];
  const suggestions = known.filter((word) => !draft.capabilities.includes(word)).slice(0, SUGGESTED);
  return (
    <Field label="Required capabilities" error={error}>
      {(wiring) => (
        <WordsBox
          {...wiring}
          words={draft.capabilities}
          onChange={(capabilities) => change({ capabilities })}
          suggestions={suggestions}
        />
      )}
    </Field>
  );
}

/** What most tasks do without; folded away, with how many of it are set. */
function Folded({ draft, change, errors }: Part & { errors: TaskErrors }) {
  const [asked, setAsked] = useState<boolean | null>(null);
  const id = useId();
  const set = conditionsSet(draft);
  const wrong = Object.keys(errors).some((field) => !["description", "capabilities", "minTier", "budgetSats"].includes(field));
  const open = asked ?? (set > 0 || wrong);
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setAsked(!open)}
        className="flex min-h-7 items-center gap-1.5 rounded-1 text-left font-medium text-ink-2 hover:text-ink-1 phone:min-h-9"
      >
        <ChevronRight aria-hidden className={cn("size-3", open && "rotate-90")} />
        Conditions
        <span className="font-normal text-ink-3">
          {set === 0 ? "penalty, deadline, checks, bids, policy, dispatch" : `${integer(set)} set`}
        </span>
      </button>
      <div id={id} hidden={!open} className="mt-2">
        {open ? <Conditions draft={draft} change={change} errors={errors} /> : null}
      </div>
    </div>
  );
}
