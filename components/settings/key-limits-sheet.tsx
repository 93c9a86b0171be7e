"use client";

import { useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Sheet } from "@/components/ui/sheet";
import { notify } from "@/components/ui/toast";
import type { UpdateKeyAct } from "./key-acts";
import { type DefaultLimits, LimitFields, type Limits, limitChanges } from "./key-limits";
import type { ListedKey } from "./keys-table";

type Props = {
  /** Whose limits; null = closed. */
  listed: ListedKey | null;
  onClose: () => void;
  onSaved: () => void;
  defaults: DefaultLimits;
  updateKey: UpdateKeyAct;
};

/** Changes what a key may do each second and how much it may count. */
export function KeyLimitsSheet({ listed, onClose, onSaved, defaults, updateKey }: Props) {
  return (
    <Sheet
      open={listed !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Limits"
      note={listed ? `of the key “${listed.name}”` : undefined}
    >
      {listed ? (
        <LimitsForm
          key={listed.id}
          listed={listed}
          defaults={listed.agentId === null ? defaults.free : defaults.bound}
          updateKey={updateKey}
          onClose={onClose}
          onSaved={onSaved}
        />
      ) : null}
    </Sheet>
  );
}

type FormProps = Omit<Props, "listed" | "defaults"> & { listed: ListedKey; defaults: Limits };

function LimitsForm({ listed, defaults, updateKey, onClose, onSaved }: FormProps) {
  const { requestsPerSecond, signalsPerSecond, maxShare } = listed;
  const inForce = { requestsPerSecond, signalsPerSecond, maxShare };
  const [next, setNext] = useState<Limits>(inForce);
  const { run, pending, failure } = useAct(updateKey);
  const changes = limitChanges(inForce, next, defaults);
  const byDefault = Object.keys(limitChanges(next, defaults, defaults)).length === 0;

  // Never barred: a number being typed counts only once its box is left, which this button's press brings about.
  async function save() {
    if (Object.keys(changes).length === 0) return onClose();
    const result = await run({ id: listed.id, ...changes });
    if (!result.ok) return;
    notify({ text: `Limits of “${listed.name}” are in force` });
    onSaved();
    onClose();
  }

  return (
    <div className="flex flex-col gap-4 px-4 pt-2 pb-4">
      <LimitFields value={next} inForce={inForce} onChange={(member, value) => setNext({ ...next, [member]: value })} />
      <p className="text-12 text-ink-3">
        They hold at once, without a restart. What goes beyond is refused with 429 and the time to wait.
        {listed.agentId === null ? "" : " A key that speaks for an agent counts for a fifth of a window by default."}
      </p>
      {failure ? <ErrorPanel {...failure} title="The limits were not changed" /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="quiet" onClick={() => setNext(defaults)} disabled={byDefault} className="mr-auto">
          Defaults
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" pending={pending} onClick={() => void save()}>
          Save the limits
        </Button>
      </div>
    </div>
  );
}
