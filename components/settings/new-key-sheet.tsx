"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { serverNow } from "@/components/ui/now";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { BOUND_SCOPES, expiryOf, type KeyAct, LIFETIMES, type Lifetime, SCOPE_USES } from "./key-acts";
import { type DefaultLimits, LimitFields, type Limits } from "./key-limits";
import { ShownOnce } from "./shown-once";

type Props<Scope extends string> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  scopes: readonly Scope[];
  defaults: DefaultLimits;
  /** Of the keys that are alive. */
  names: readonly string[];
  createKey: KeyAct<Scope>;
};

/** Makes a key, then shows its secret, once. */
export function NewKeySheet<Scope extends string>({ open, onOpenChange, createKey, ...form }: Props<Scope>) {
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);

  function change(next: boolean) {
    if (!next) setMade(null);
    onOpenChange(next);
  }

  return (
    <Sheet
      open={open}
      onOpenChange={change}
      title={made ? `Key “${made.name}”` : "New API key"}
      note={made ? "made" : "for one program"}
    >
      {made ? (
        <ShownOnce what="the secret" text={made.secret} done={() => change(false)}>
          Send it as <code>Authorization: Bearer …</code>
        </ShownOnce>
      ) : (
        <KeyForm {...form} createKey={createKey} onMade={setMade} />
      )}
    </Sheet>
  );
}

type FormProps<Scope extends string> = Omit<Props<Scope>, "open" | "onOpenChange"> & {
  onMade: (key: { name: string; secret: string }) => void;
};

function KeyForm<Scope extends string>({ scopes, defaults, names, createKey, onMade }: FormProps<Scope>) {
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(scopes.filter((scope) => scope === "ingest"));
  const [agentId, setAgentId] = useState("");
  const [lifetime, setLifetime] = useState<Lifetime>("never");
  const [limits, setLimits] = useState<Partial<Limits>>({});
  const { run, pending, failure } = useAct(createKey);
  const group = useId();
  const bound = agentId.trim() !== "";
  const usual = bound ? defaults.bound : defaults.free;
  const granted = chosen.filter((scope) => !bound || BOUND_SCOPES.includes(scope));

  async function submit(event: FormEvent) {
    event.preventDefault();
    const expiresAt = expiryOf(lifetime, serverNow());
    const result = await run({
      name: name.trim(),
      scopes: granted,
      ...(bound ? { agentId: agentId.trim() } : {}),
      ...(expiresAt ? { expiresAt } : {}),
      ...limits,
    });
    if (result.ok) onMade(result.data);
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4 p-4">
      <Field
        label="Name"
        hint={
          names.includes(name.trim())
            ? "A key of this name is alive: the new one goes on as the same reporter. To replace that key, rotate it instead."
            : "Which program uses it. Keys of one name are one reporter; to replace a key later, rotate it."
        }
      >
        {(wiring) => (
          <Input {...wiring} autoFocus required maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <fieldset>
        <legend id={group} className="mb-1 text-12 font-medium text-ink-2">
          What it may do
        </legend>
        {scopes
          .filter((scope) => scope in SCOPE_USES)
          .map((scope) => {
            const barred = bound && !BOUND_SCOPES.includes(scope);
            return (
              // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside
              <label key={scope} className="flex min-h-8 items-center gap-2.5 phone:min-h-9">
                <Checkbox
                  checked={granted.includes(scope)}
                  disabled={barred}
                  onCheckedChange={(on) =>
                    setChosen(on === true ? [...chosen, scope] : chosen.filter((other) => other !== scope))
                  }
                />
                <span className="w-16 shrink-0 font-medium">{scope}</span>
                <span className="text-12 text-ink-3">{barred ? "Not for a key bound to an agent" : SCOPE_USES[scope]}</span>
              </label>
            );
          })}
      </fieldset>
      <Field label="Bound to an agent (optional)" hint="The agent's own key: it may read and report, but not about itself.">
        {(wiring) => (
          <Input
            {...wiring}
            maxLength={128}
            placeholder="Agent id"
            value={agentId}
            onChange={(event) => setAgentId(event.target.value)}
          />
        )}
      </Field>
      <Field label="Expires">
        {(wiring) => <Select {...wiring} value={lifetime} onValueChange={setLifetime} options={LIFETIMES} className="w-44" />}
      </Field>
      <Advanced>
        <LimitFields
          value={{ ...usual, ...limits }}
          inForce={usual}
          onChange={(member, value) => setLimits({ ...limits, [member]: value })}
        />
      </Advanced>
      {failure ? <ErrorPanel {...failure} title="No key was made" /> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={pending} disabled={name.trim() === "" || granted.length === 0}>
          Make the key
        </Button>
      </div>
    </form>
  );
}

/** What few people change, folded away. */
function Advanced({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const part = useId();
  const Sign = open ? ChevronDown : ChevronRight;
  return (
    <div>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={part}
        onClick={() => setOpen(!open)}
        className="-ml-1 flex min-h-7 items-center gap-1 rounded-2 pr-2 text-12 font-medium text-ink-2 phone:min-h-9"
      >
        <Sign aria-hidden className="size-4" />
        Advanced: limits and share
      </button>
      <div id={part} hidden={!open}>
        {children}
      </div>
    </div>
  );
}
