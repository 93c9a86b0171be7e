"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { queries } from "@/lib/http/queries";
import { matchingAgents } from "./matching-agents";
import { PlainText } from "./plain-text";

const MOST = 50;

type Props = {
  id?: string;
  /** Name where no label stands beside it. */
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  placeholder?: string;
  /** Id of the chosen agent. */
  value: string | null;
  onChange: (agentId: string | null) => void;
  autoFocus?: boolean;
  /** Also takes an id that is not among the agents of today, such as that of one deregistered. */
  anyId?: boolean;
  className?: string;
};

/** One agent of the fleet, found by name, model or id. */
export function AgentBox({ value, onChange, anyId = false, className, ...wiring }: Props) {
  const board = useQuery(queries.board()).data;
  const list = useId();
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const nameOf = (agentId: string) => board?.names[board.index.get(agentId) ?? -1] ?? agentId;
  const found = text === null || !board ? [] : matchingAgents(board, text, MOST);
  const open = text !== null;
  const choose = (agentId: string | null) => {
    onChange(agentId);
    setText(null);
    setActive(0);
  };

  // What was typed counts as an id when the field is left, as it does in any field.
  function leave() {
    const typed = text?.trim() ?? "";
    if (anyId && typed !== "") choose(found.find(({ id, name }) => id === typed || name === typed)?.id ?? typed);
    else setText(null);
  }

  function press(event: KeyboardEvent) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setText("");
      else setActive(Math.max(0, Math.min(found.length - 1, active + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const chosen = found[active];
      if (chosen) choose(chosen.id);
      else if (anyId && text.trim() !== "") choose(text.trim());
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setText(null);
    }
  }

  return (
    <span className={cn("relative block", className)}>
      <Input
        {...wiring}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${list}-${active}` : undefined}
        maxLength={200}
        value={text ?? (value === null ? "" : nameOf(value))}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          if (event.target.value === "") onChange(null);
        }}
        onFocus={(event) => event.target.select()}
        onClick={() => text === null && setText("")}
        onBlur={leave}
        onKeyDown={press}
      />
      <div
        id={list}
        role="listbox"
        aria-label="Agents"
        hidden={!open}
        className="absolute inset-x-0 top-full z-50 mt-1 max-h-44 min-w-52 overflow-y-auto rounded-3 bg-raised p-1 shadow-overlay"
      >
        {found.map((agent, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
          <div
            key={agent.id}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === active}
            // Before the field loses the focus, which would close the list.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(agent.id)}
            className={cn(
              "words flex min-h-7 cursor-pointer items-center gap-2 rounded-2 px-2 hover:bg-hover phone:min-h-11",
              i === active && "bg-selected",
            )}
          >
            <span className="truncate">
              <PlainText text={agent.name} />
            </span>
            <span className="ml-auto max-w-28 shrink-0 truncate text-12 text-ink-3">
              {agent.id === agent.name ? "" : agent.id}
            </span>
          </div>
        ))}
        {open && found.length === 0 ? (
          <p className="px-2 py-1 text-ink-2">No agent matches.{anyId ? " Enter takes it as an id." : ""}</p>
        ) : null}
      </div>
    </span>
  );
}
