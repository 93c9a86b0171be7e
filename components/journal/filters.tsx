"use client";

import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { AgentBox } from "@/components/chips/agent-box";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { integer } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { entryLabel } from "@/lib/journal/describe";
import { ENTRY_TYPES } from "@/lib/journal/entry";
import { CHANGE_WORDS } from "./change-words";
import { EVERYTHING, type JournalView } from "./filter";

const ALL = "all";

/** Type, agent and actor of the entries to show; all of it in the URL. */
export function Filters({ view, setView }: { view: JournalView; setView: (view: Partial<JournalView>) => void }) {
  const filtered = Object.values(view).some((value) => value !== null);
  return (
    <search aria-label="Filter the journal" className="flex flex-wrap items-center gap-2">
      <Select
        aria-label="Type"
        className="phone:w-full"
        value={view.type ?? ALL}
        onValueChange={(value) => setView({ type: ENTRY_TYPES.find((type) => type === value) ?? null })}
        options={[
          { value: ALL, label: "All types" },
          ...ENTRY_TYPES.map((type) => ({ value: type, label: entryLabel(type), note: type })),
        ]}
      />
      <AgentBox
        aria-label="Agent"
        placeholder="Any agent"
        anyId
        value={view.agent}
        onChange={(agent) => setView({ agent })}
        className="w-44 phone:w-[calc(50%-4px)]"
      />
      <WordFilter
        key={`actor ${view.actor}`}
        label="Actor"
        placeholder="Any actor"
        value={view.actor}
        set={(actor) => setView({ actor })}
      />
      {view.entry !== null && <Chip>Entry {integer(view.entry)} and those before it</Chip>}
      {view.change !== null && <Chip>{CHANGE_WORDS[view.change].title}</Chip>}
      {view.since !== null && <Chip>After entry {integer(view.since)}</Chip>}
      {filtered && (
        <Button variant="quiet" onClick={() => setView(EVERYTHING)}>
          Clear
        </Button>
      )}
    </search>
  );
}

type WordProps = { label: string; placeholder: string; value: string | null; set: (value: string | null) => void };

/** One exact word; taken over with Enter or on leaving the field. */
function WordFilter({ label, placeholder, value, set }: WordProps) {
  const [text, setText] = useState(value ?? "");
  const take = () => {
    const word = text.trim() === "" ? null : text.trim();
    if (word !== value) set(word);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    take();
  };
  return (
    <form onSubmit={submit} className="w-44 phone:w-[calc(50%-4px)]">
      <Input
        aria-label={label}
        placeholder={placeholder}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        end={
          value !== null && (
            <IconButton label={`Clear ${label.toLowerCase()}`} hint={false} size="sm" onClick={() => set(null)}>
              <X className="size-3" aria-hidden />
            </IconButton>
          )
        }
      />
    </form>
  );
}
