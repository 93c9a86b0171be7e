"use client";

import { type FormEvent, useState } from "react";
import { UNREACHED, useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import type { RoutingActs } from "./routing-settings";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names that there are. */
  taken: readonly string[];
  change: RoutingActs["change"];
  made: (name: string) => void;
};

/** Asks for the name of a new policy and why there is to be one. It begins as balanced came with Muster. */
export function NewPolicyDialog({ open, onOpenChange, ...rest }: Props) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New routing policy"
      note="It begins with the weights that balanced came with; no task follows it before one names it."
    >
      <NewPolicyForm close={() => onOpenChange(false)} {...rest} />
    </Dialog>
  );
}

function NewPolicyForm({ close, taken, change, made }: Omit<Props, "open" | "onOpenChange"> & { close: () => void }) {
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const { run, pending, failure } = useAct(change);
  const fault =
    name === "" || /^[a-z][a-z0-9-]{0,63}$/.test(name)
      ? taken.includes(name)
        ? "There is a policy of this name."
        : undefined
      : "Small letters, digits and hyphens, beginning with a letter.";

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ name, reason: reason.trim() });
    if (!result.ok) return;
    made(name);
    notify({ text: `The policy ${name} can be named by tasks` });
    close();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label="Name" hint="A task names it: cheap-first" error={fault}>
        {(wiring) => <Input {...wiring} required maxLength={64} value={name} onChange={(event) => setName(event.target.value)} />}
      </Field>
      <Field label="Reason, kept in the journal">
        {(wiring) => (
          <Input {...wiring} required maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      {failure ? <ErrorPanel {...failure} title={failure === UNREACHED ? failure.title : "The policy was not made"} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={close}>
          Cancel
        </Button>
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          disabled={fault !== undefined || name === "" || reason.trim() === ""}
        >
          Make the policy
        </Button>
      </div>
    </form>
  );
}
