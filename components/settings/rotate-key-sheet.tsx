"use client";

import { type FormEvent, useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import type { RotateKeyAct } from "./key-acts";
import type { ListedKey } from "./keys-table";
import { ShownOnce } from "./shown-once";

const OVERLAPS = [
  { value: "0", label: "None: the old secret ends now" },
  { value: "3600", label: "An hour" },
  { value: "86400", label: "A day" },
  { value: "604800", label: "A week" },
  { value: "2592000", label: "30 days" },
] as const;

type Props = { listed: ListedKey | null; onClose: () => void; rotateKey: RotateKeyAct };

/** Gives a key a successor and shows that one's secret, once. */
export function RotateKeySheet({ listed, onClose, rotateKey }: Props) {
  return (
    <Sheet
      open={listed !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Rotate the key"
      note={listed ? `“${listed.name}”, ${listed.prefix}…` : undefined}
    >
      {listed ? <RotateForm key={listed.id} listed={listed} rotateKey={rotateKey} onClose={onClose} /> : null}
    </Sheet>
  );
}

function RotateForm({ listed, rotateKey, onClose }: Props & { listed: ListedKey }) {
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]["value"]>("86400");
  const [secret, setSecret] = useState<string | null>(null);
  const { run, pending, failure } = useAct(rotateKey);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ id: listed.id, overlapSeconds: Number(overlap) });
    if (result.ok) setSecret(result.data.secret);
  }

  if (secret !== null)
    return (
      <ShownOnce what="the new secret" text={secret} done={onClose}>
        {overlap === "0" ? "The old secret opens nothing any more." : "Give it to the program before the overlap is over."}
      </ShownOnce>
    );
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 p-4">
      <p className="words text-ink-2">
        A new secret with the same name, scopes, binding and limits. Until the overlap is over both secrets work; they are one
        reporter and share one set of limits, so nothing counts twice and nothing is lost while the program moves over.
      </p>
      <Field label="The old secret goes on for">
        {(wiring) => <Select {...wiring} value={overlap} onValueChange={setOverlap} options={OVERLAPS} className="w-60" />}
      </Field>
      {failure ? <ErrorPanel {...failure} title="The key was not rotated" /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Rotate the key
        </Button>
      </div>
    </form>
  );
}
