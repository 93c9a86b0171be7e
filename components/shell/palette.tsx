"use client";

import { useQuery } from "@tanstack/react-query";
import { Command as Cmdk } from "cmdk";
import { Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useMemo, useState } from "react";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Keys } from "@/components/ui/kbd";
import { queries } from "@/lib/http/queries";
import type { Board } from "@/lib/live/board";
import type { ShellActs } from "./acts";
import { type Command, useCommands } from "./palette-commands";
import { indexAgents } from "./palette-match";
import { keepRecent, recentIds } from "./recent";
import { leave } from "./sign-out";
import { useAgentVerbs } from "./use-agent-verbs";

const idsIn = (board: Board) => board.ids;
const namesIn = (board: Board) => board.names;
const modelsIn = (board: Board) => board.models;

/** The fleet as it can be found; null until it is here. Names only: the board itself changes with every frame. */
function useAgents() {
  const { data: ids } = useQuery({ ...queries.board(), select: idsIn });
  const { data: names } = useQuery({ ...queries.board(), select: namesIn });
  const { data: models } = useQuery({ ...queries.board(), select: modelsIn });
  return useMemo(() => (ids && names && models ? indexAgents(ids, names, models) : null), [ids, names, models]);
}

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Answers once what was typed before the palette was here. */
  takeTyped: () => string;
  acts: ShellActs;
  startTour: () => void;
};

/** Finds agents, pages and actions by their first letters and runs them; what an action asks for opens after it. */
export function Palette({ open, onOpenChange, takeTyped, acts, startTour }: Props) {
  const { onAgent, register, windows } = useAgentVerbs(acts);
  return (
    <>
      <Dialog
        open={open}
        onOpenChange={onOpenChange}
        title="Find or run"
        quietTitle
        className="top-[12dvh] flex w-150 flex-col overflow-hidden p-0 phone:inset-0 phone:max-h-none phone:translate-x-0 phone:rounded-none phone:pb-0"
      >
        <Lines
          takeTyped={takeTyped}
          close={() => onOpenChange(false)}
          doing={{ onAgent, register, startTour, signOut: () => void leave(acts.signOut) }}
        />
      </Dialog>
      {windows}
    </>
  );
}

type LinesProps = { takeTyped: () => string; close: () => void; doing: Parameters<typeof useCommands>[2] };

/** Fresh with each opening. */
function Lines({ takeTyped, close, doing }: LinesProps) {
  const [query, setQuery] = useState("");
  const begin = useEffectEvent(() => setQuery(takeTyped()));
  // With the focus, so that no letter goes elsewhere; and not before, because what the field holds then is selected.
  useEffect(() => begin(), []);
  const [recent] = useState(recentIds);
  const agents = useAgents();
  const { list, byId } = useCommands(query, agents, doing);
  const isEmpty = query.trim() === "";
  const used = isEmpty ? recent.flatMap((id) => byId(id) ?? []) : [];
  const shown = isEmpty ? list.filter(({ id }) => !used.some((other) => other.id === id)) : list;

  const run = (command: Command) => {
    keepRecent(command.id);
    close();
    // First the focus goes back to where it was: what runs may take it further.
    setTimeout(command.run, 0);
  };

  return (
    <Cmdk shouldFilter={false} loop label="Find or run" className="flex min-h-0 flex-col">
      <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line px-3 phone:h-14">
        <Search aria-hidden className="text-ink-3" />
        <Cmdk.Input
          value={query}
          onValueChange={setQuery}
          placeholder="An agent, a page, or what to do: “audit scout”"
          className="min-w-0 grow bg-transparent text-14 outline-none placeholder:text-ink-3 phone:text-16"
        />
        <IconButton label="Close" hint={false} onClick={close} className="desk:hidden">
          <X />
        </IconButton>
      </div>
      <Cmdk.List label="Found" className="max-h-[56dvh] min-h-0 overflow-y-auto p-1 phone:max-h-none phone:grow">
        <Cmdk.Empty className="words px-3 py-6 text-ink-2">
          {agents
            ? "Nothing is called that. Names of agents, pages and actions are found by the first letters of their words."
            : "The agents are still on their way."}
        </Cmdk.Empty>
        <Group heading="Recent" commands={used} run={run} />
        {ORDER.map((group) => (
          <Group key={group} heading={group} commands={shown.filter((command) => command.group === group)} run={run} />
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

const ORDER = ["Do", "Agents", "On this page", "Go to", "Console"] as const;

type GroupProps = { heading: string; commands: readonly Command[]; run: (command: Command) => void };

function Group({ heading, commands, run }: GroupProps) {
  if (commands.length === 0) return null;
  return (
    <Cmdk.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-11 [&_[cmdk-group-heading]]:text-ink-3"
    >
      {commands.map((command) => (
        <Cmdk.Item
          key={command.id}
          value={command.id}
          disabled={command.because !== null}
          onSelect={() => run(command)}
          className="words flex min-h-8 cursor-pointer items-center gap-3 rounded-2 px-2 py-1 aria-disabled:cursor-default aria-disabled:text-ink-3 data-[selected=true]:bg-selected phone:min-h-11"
        >
          <span className="min-w-0 grow">
            <span className="block truncate">{command.name}</span>
            {command.because === null ? null : <span className="block text-11 text-ink-3">{command.because}</span>}
          </span>
          {command.keys === undefined ? null : <Keys of={command.keys} />}
        </Cmdk.Item>
      ))}
    </Cmdk.Group>
  );
}
