"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { ErrorPanel, type Failure } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

export type Named = { name: string; shared: boolean; asDefault: boolean };

type Props = {
  title: string;
  /** The name to begin with. */
  name: string;
  action: string;
  /** Asks also who sees the view and whether it is the default; `because`: why it cannot be shared. */
  whole?: { because: string | null };
  close: () => void;
  /** Answers what failed, or nothing when done; then the window closes. */
  onDone: (named: Named) => Promise<Failure | undefined>;
};

/** Longest name of a view, as lib/access/view has it. */
const LONGEST = 80;

/** Asks for a view's name, and when it is new how it is to be used. */
export function ViewDialog({ title, name: before, action, whole, close, onDone }: Props) {
  const [name, setName] = useState(before);
  const [shared, setShared] = useState(false);
  const [asDefault, setAsDefault] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const ready = name.trim() !== "";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    const failed = await onDone({ name: name.trim(), shared, asDefault });
    setPending(false);
    setFailure(failed);
    if (!failed) close();
  }

  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={title}>
      <form onSubmit={submit} className="mt-3 flex flex-col gap-3">
        <Field label="Name">
          {(wiring) => (
            <Input
              {...wiring}
              autoFocus
              maxLength={LONGEST}
              placeholder="Finance agents at risk"
              value={name}
              onChange={(event) => setName(event.target.value)}
              className="h-8"
            />
          )}
        </Field>
        {whole ? (
          <>
            <Ticked checked={asDefault} onTick={setAsDefault}>
              Open the leaderboard with it
            </Ticked>
            <Ticked checked={shared} onTick={setShared} because={whole.because}>
              Share with everybody
            </Ticked>
          </>
        ) : null}
        {failure ? <ErrorPanel {...failure} /> : null}
        <div className="mt-1 flex justify-end gap-2">
          <Button variant="quiet" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" disabled={!ready} pending={pending}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type TickedProps = { checked: boolean; onTick: (checked: boolean) => void; because?: string | null; children: string };

function Ticked({ checked, onTick, because = null, children }: TickedProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside
    <label className="flex items-start gap-2">
      <Checkbox
        checked={checked}
        disabled={because !== null}
        onCheckedChange={(ticked) => onTick(ticked === true)}
        className="mt-[3px]"
      />
      <span>
        {children}
        {because === null ? null : <span className="block text-12 text-ink-3">{because}</span>}
      </span>
    </label>
  );
}
