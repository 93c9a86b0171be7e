"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAgentName } from "@/components/chips/use-agent-name";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { count, integer } from "@/components/ui/format";
import { Input, Textarea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { notify } from "@/components/ui/toast";
import { queries, queryGroups } from "@/lib/http/queries";
import type { Task } from "@/lib/routing/task-shape";
import type { RoutingActs } from "./decision-acts";
import { STATUS_NAMES } from "./decision-words";
import { wholeNumber } from "./task-form-draft";

type Props = { task: Task; report: RoutingActs["report"]; close: () => void };

const MS_PER_SECOND = 1000;

/** Says how a task ended: settles its price or penalty once, and tells the agent's trust. */
export function OutcomeDialog({ task, report, close }: Props) {
  const client = useQueryClient();
  const nameOf = useAgentName();
  const [success, setSuccess] = useState(true);
  const [result, setResult] = useState("");
  const [tokens, setTokens] = useState("");
  const [seconds, setSeconds] = useState("");
  const [why, setWhy] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const tokensUsed = wholeNumber(tokens);
  const took = wholeNumber(seconds);
  const ready = tokensUsed !== null && took !== null;
  const current = task.attempts.at(-1);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const done = await attempt(report, {
      id: task.id,
      success,
      ...(result === "" ? {} : { result }),
      ...(tokensUsed === undefined ? {} : { tokensUsed }),
      ...(took === undefined ? {} : { durationMs: took * MS_PER_SECOND }),
      ...(success || why.trim() === "" ? {} : { failureReason: why.trim() }),
    });
    setPending(false);
    setFailure(done.failure);
    if (done.failure) return;
    client.setQueryData(queries.task(task.id).queryKey, done.data);
    void client.invalidateQueries({ queryKey: queryGroups.routing });
    void client.invalidateQueries({ queryKey: queryGroups.routingLists });
    notify({ text: `Task ${STATUS_NAMES[done.data.status].toLowerCase()}` });
    close();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title="How did the task end?"
      note={
        current
          ? `${nameOf(current.agentId)} earns ${integer(current.priceSats)} sats where it succeeded, and owes a penalty of ${integer(current.penaltySats)} where it failed. Its trust is told either way.`
          : "Its trust is told either way."
      }
    >
      <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
        <Segmented
          label="How it ended"
          value={success ? "success" : "failure"}
          onValueChange={(value) => setSuccess(value === "success")}
          options={[
            { value: "success", label: "It succeeded" },
            { value: "failure", label: "It failed" },
          ]}
        />
        <Field
          label="Result"
          hint={
            task.checks.length === 0
              ? "What the agent delivered; may stay empty."
              : `${count(task.checks.length, "declared check")} will judge it, whatever is said above.`
          }
        >
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={4}
              maxLength={100_000}
              value={result}
              onChange={(event) => setResult(event.target.value)}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Tokens used" error={tokensUsed === null ? "A whole number." : undefined}>
            {(wiring) => (
              <Input {...wiring} inputMode="numeric" value={tokens} onChange={(event) => setTokens(event.target.value)} />
            )}
          </Field>
          <Field label="Duration, seconds" error={took === null ? "A whole number." : undefined}>
            {(wiring) => (
              <Input {...wiring} inputMode="numeric" value={seconds} onChange={(event) => setSeconds(event.target.value)} />
            )}
          </Field>
        </div>
        {success ? null : (
          <Field label="Why it failed">
            {(wiring) => <Input {...wiring} maxLength={2000} value={why} onChange={(event) => setWhy(event.target.value)} />}
          </Field>
        )}
        {failure ? <ErrorPanel {...failure} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            Report {success ? "success" : "failure"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
