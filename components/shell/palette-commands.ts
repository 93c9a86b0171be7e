"use client";

import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { visible } from "@/components/chips/hidden-text";
import { GUIDE_PAGES, guidePath } from "@/components/docs/guide-pages";
import { useBarred } from "@/components/live/permission";
import { PARTS } from "@/components/settings/parts";
import { type Shortcut, useShortcuts } from "@/components/ui/use-key";
import type { Action } from "@/lib/http/permission";
import { cut } from "@/lib/registry/cut";
import { DENSITIES, THEMES, useDensity } from "./appearance";
import { type AgentIndex, type FoundAgent, isMeant, wordsOf } from "./palette-match";
import { PLACES } from "./places";
import { chooseZone, zoneChoice, zoneChoices } from "./time-zone";

/** One line of the palette. */
export type Command = {
  /** The same in every session: what was used last is remembered by it. */
  id: string;
  group: "Agents" | "Do" | "On this page" | "Go to" | "Console";
  name: string;
  /** Further words that mean it. */
  also?: string;
  keys?: string;
  /** Why it cannot be run, as a sentence; null = it can. */
  because: string | null;
  run: () => void;
};

/** What can be done to an agent from anywhere. */
export type AgentVerb = "open" | "explain" | "compare" | "audit" | "suspend" | "resume" | "revoke" | "reinstate";

type Verb = { verb: AgentVerb; name: string; also: string; action: Action | null };

const VERBS: readonly Verb[] = [
  { verb: "audit", name: "Audit", also: "re-audit", action: "requestAudit" },
  { verb: "suspend", name: "Suspend", also: "pause hold stop", action: "suspendAgent" },
  { verb: "resume", name: "Resume", also: "lift", action: "resumeAgent" },
  { verb: "explain", name: "Explain", also: "why score", action: null },
  { verb: "compare", name: "Compare", also: "", action: null },
  { verb: "open", name: "Open", also: "show go", action: null },
  { verb: "revoke", name: "Revoke", also: "", action: "revokeAgent" },
  { verb: "reinstate", name: "Reinstate", also: "", action: "reinstateAgent" },
];

/** What follows the only agent that is meant. */
const COMMON = VERBS.filter(({ verb }) => ["audit", "suspend", "explain", "compare"].includes(verb));

const MORE_PAGES = [
  { href: "/routing/flows", name: "Where tasks go", keys: undefined },
  { href: "/agents/movers", name: "Movers", keys: undefined },
  { href: "/docs/errors", name: "Error codes", keys: undefined },
];

/** Moving about is not a command, and destinations are listed with the other pages. */
const MOVES = new Set(["j", "k", "arrowup", "arrowdown", "enter", " ", "escape", "mod+k"]);

const LONGEST_NAME = 60;
const MOST_AGENTS = 8;
const MOST_FOR_VERB = 6;
/** A verb of which so much is typed is offered with the first agents, before anybody is named. */
const LEAST_OF_VERB = 3;
const FIRST_FOR_VERB = 4;

type Doing = {
  onAgent: (verb: AgentVerb, agent: FoundAgent) => void;
  register: () => void;
  startTour: () => void;
  signOut: () => void;
};

/** All lines for what is typed, in the order in which they stand; and any of them by its id. */
export function useCommands(query: string, agents: AgentIndex | null, doing: Doing) {
  const onPage = usePageCommands();
  const pages = usePageLinks();
  const common = useConsoleCommands(doing);
  const barred = useBarred();

  const act = ({ verb, name, action }: Verb, agent: FoundAgent, group: Command["group"]): Command => ({
    id: `${verb}:${agent.id}`,
    group,
    name: `${name} ${visible(cut(agent.name, LONGEST_NAME))}`,
    because: action === null ? null : barred(action),
    run: () => doing.onAgent(verb, agent),
  });
  const opened = (agent: FoundAgent): Command => ({
    id: `open:${agent.id}`,
    group: "Agents",
    name: visible(cut(agent.name, LONGEST_NAME)),
    because: null,
    run: () => doing.onAgent("open", agent),
  });

  const words = wordsOf(query);
  const fixed = [...onPage, ...pages, ...common];
  const meant = fixed.filter(({ name, also = "" }) => isMeant(words, `${name} ${also}`));
  const [first = "", ...rest] = words;
  const verbs = rest.length === 0 ? [] : VERBS.filter(({ name, also }) => isMeant([first], `${name} ${also}`));
  const acts = verbs.flatMap((verb) => (agents?.find(rest, MOST_FOR_VERB) ?? []).map((agent) => act(verb, agent, "Do")));
  const begun = first.length < LEAST_OF_VERB || rest.length > 0 ? [] : VERBS.filter(({ name }) => isMeant([first], name));
  const offered = begun.flatMap((verb) => (agents?.find([], FIRST_FOR_VERB) ?? []).map((agent) => act(verb, agent, "Do")));
  const named = words.length === 0 ? [] : (agents?.find(words, MOST_AGENTS) ?? []);
  const [best] = named;
  const itsActs = best && acts.length === 0 ? COMMON.map((verb) => act(verb, best, "Do")) : [];

  return {
    list: [...acts.slice(0, 2 * MOST_FOR_VERB), ...named.map(opened), ...itsActs, ...meant, ...offered],
    byId: (id: string): Command | undefined => {
      const known = fixed.find((command) => command.id === id);
      if (known) return known;
      const [verb, agentId] = splitAt(id);
      const found = VERBS.find((one) => one.verb === verb);
      const agent = agents?.byId(agentId);
      return found && agent ? act(found, agent, "Do") : undefined;
    },
  };
}

function splitAt(id: string): [string, string] {
  const colon = id.indexOf(":");
  return [id.slice(0, colon), id.slice(colon + 1)];
}

function usePageCommands(): Command[] {
  const shortcuts = useShortcuts();
  const commands = new Map<string, Command>();
  for (const shortcut of shortcuts) {
    if (!isCommand(shortcut) || commands.has(shortcut.does)) continue;
    const { does, key, because, run, group } = shortcut;
    commands.set(does, {
      id: `key:${does}`,
      group: group === "Everywhere" ? "Console" : "On this page",
      name: does,
      keys: key,
      because,
      run,
    });
  }
  return [...commands.values()];
}

function isCommand({ key, group }: Shortcut): boolean {
  return group !== "Go to" && !MOVES.has(key.toLowerCase());
}

function usePageLinks(): Command[] {
  const router = useRouter();
  const all = [
    ...PLACES,
    ...MORE_PAGES,
    ...PARTS.flatMap(({ pages }) => pages.map(({ href, name }) => ({ href, name: `Settings: ${name}`, keys: undefined }))),
    ...GUIDE_PAGES.map(({ name, title }) => ({ href: guidePath(name), name: `Guide: ${title}`, keys: undefined })),
  ];
  return all.map(({ href, name, keys }) => ({
    id: `page:${href}`,
    group: "Go to",
    name,
    also: "go to page",
    ...(keys && { keys }),
    because: null,
    run: () => router.push(href),
  }));
}

function useConsoleCommands({ register, startTour, signOut }: Doing): Command[] {
  const router = useRouter();
  const barred = useBarred();
  const { setTheme } = useTheme();
  const [, setDensity] = useDensity();
  const command = (id: string, name: string, run: () => void, also = "", because: string | null = null): Command => ({
    id: `do:${id}`,
    group: "Console",
    name,
    also,
    because,
    run,
  });
  return [
    command("register", "Register an agent", register, "add new", barred("registerAgent")),
    command("task", "Submit a task", () => router.push("/routing#task"), "route new", barred("submitTask")),
    ...THEMES.map(({ value, label }) => command(`theme-${value}`, `Theme: ${label}`, () => setTheme(value), "appearance mode")),
    ...DENSITIES.map(({ value, label }) => command(`rows-${value}`, `Rows: ${label}`, () => setDensity(value), "density")),
    ...zoneChoices()
      .filter(({ value }) => value !== zoneChoice())
      .map(({ value, label }) => command(`zone-${value}`, `Times: ${label}`, () => chooseZone(value), "time zone")),
    command("tour", "Take the tour", startTour, "help start introduction"),
    command("sign-out", "Sign out", signOut, "log out leave"),
  ];
}
