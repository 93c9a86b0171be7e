"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "./button";
import { Checkbox } from "./checkbox";
import { Dialog } from "./dialog";
import { ErrorPanel, type Failure } from "./error-panel";
import { Field } from "./field";
import { Input } from "./input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question that names the thing: "Suspend scout?". */
  title: string;
  /** What follows at once, and what does not. */
  consequence: ReactNode;
  /** Asks for a reason, kept in the journal; without it the action stays off. */
  reason?: boolean | { label: string; placeholder?: string };
  /** A sentence that must be ticked before something that cannot be undone. */
  acknowledge?: string;
  /** The button, named by its effect. */
  action: string;
  /** The way out, named by what stays: "Keep active". */
  cancel?: string;
  tone?: "danger" | "primary";
  /** Returns what failed, or nothing when done; then the window closes. */
  onConfirm: (reason: string) => Promise<Failure | undefined>;
};

/** Asks before something with consequences, and keeps what was typed when it fails. */
export function Confirm({ open, onOpenChange, title, consequence, ...rest }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} note={consequence}>
      <ConfirmForm close={() => onOpenChange(false)} {...rest} />
    </Dialog>
  );
}

type FormProps = Omit<Props, "open" | "onOpenChange" | "title" | "consequence"> & { close: () => void };

function ConfirmForm({ close, reason, acknowledge, action, cancel = "Cancel", tone = "danger", onConfirm }: FormProps) {
  const [text, setText] = useState("");
  const [ticked, setTicked] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const asks = reason === true ? { label: "Reason, kept in the journal" } : reason || null;
  const ready = (!asks || text.trim() !== "") && (!acknowledge || ticked);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const failed = await onConfirm(text.trim());
    setPending(false);
    setFailure(failed);
    if (!failed) close();
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
      {asks ? (
        <Field label={asks.label}>
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              required
              maxLength={2000}
              placeholder={asks.placeholder}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {acknowledge ? (
        // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside
        <label className="flex items-center gap-2">
          <Checkbox checked={ticked} onCheckedChange={(checked) => setTicked(checked === true)} />
          {acknowledge}
        </label>
      ) : null}
      {failure ? <ErrorPanel {...failure} /> : null}
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={close}>
          {cancel}
        </Button>
        <Button type="submit" variant={tone === "danger" ? "danger-solid" : "primary"} disabled={!ready} pending={pending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
