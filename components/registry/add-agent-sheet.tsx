"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { Sheet } from "@/components/ui/sheet";
import { ImportButtons, ImportPanel } from "./import-panel";
import { type Register, RegisterForm, useRegistration } from "./register-form";
import { useImport } from "./use-import";

const WAYS = [
  { value: "one", label: "One by hand" },
  { value: "file", label: "Many from a file" },
] as const;
type Way = (typeof WAYS)[number]["value"];

const NOTES = {
  one: "It starts unrated and not certified. Signals rate it, an audit of its endpoint certifies it.",
  file: "CSV or JSON lines. The file is checked first; nothing is registered before you say so.",
} as const satisfies Record<Way, string>;

/** Registers agents: one by a form, or many from a file. What was typed stays when it is closed. */
export function AddAgentSheet({
  register,
  open,
  onOpenChange,
}: {
  register: Register;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const form = useId();
  const [way, setWay] = useState<Way>("one");
  const close = () => onOpenChange(false);
  const registration = useRegistration(register, close);
  const file = useImport();
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Add agents"
      note={NOTES[way]}
      className={cn(way === "file" && "w-180")}
      footer={
        way === "one" ? (
          <>
            <Button variant="quiet" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" form={form} variant="primary" pending={registration.pending}>
              Register
            </Button>
          </>
        ) : (
          <ImportButtons file={file} close={close} />
        )
      }
    >
      <Segmented label="How to add agents" value={way} onValueChange={setWay} options={WAYS} className="px-3.5 pt-3" />
      {way === "one" ? <RegisterForm id={form} {...registration} /> : <ImportPanel file={file} />}
    </Sheet>
  );
}
