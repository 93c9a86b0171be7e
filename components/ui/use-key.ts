"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** A key that does something on the present page. */
export type Shortcut = {
  key: string;
  does: string;
  group: string;
  /** Why it does nothing at the moment; null = it works. */
  because: string | null;
  /** Does it, as if the key had been pressed. */
  run: () => void;
};

type Bound = Shortcut & { global: boolean; press: (event: KeyboardEvent) => void };

/** How long the second key of a sequence is waited for. */
const SEQUENCE_MS = 1_500;

let shortcuts: readonly Bound[] = [];
const listeners = new Set<() => void>();
/** The first key of a sequence, and when it was pressed in the time of events. */
let begun: { key: string; at: number } | null = null;

function publish(next: readonly Bound[]): void {
  if (shortcuts.length === 0) window.addEventListener("keydown", listen);
  shortcuts = next;
  if (shortcuts.length === 0) window.removeEventListener("keydown", listen);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Shortcut[] = [];

/** All keys that work at the moment, for the list behind `?` and the command palette. */
export function useShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    subscribe,
    () => shortcuts,
    () => NONE,
  );
}

/** Somebody types, or an open window or menu has the keyboard. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu], [role=listbox]") !== null
  );
}

/** Who presses Shift, Ctrl or the like has not pressed a key yet. */
const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock"]);

function listen(event: KeyboardEvent): void {
  if (event.isComposing || MODIFIERS.has(event.key)) return;
  const wanted = combination(event);
  const taken = isTaken(event.target);
  const first = begun && event.timeStamp - begun.at < SEQUENCE_MS ? begun.key : null;
  begun = null;
  const sequence = first === null ? null : `${first} ${wanted}`;
  const inSequence = !taken && sequence !== null && shortcuts.some(({ key }) => key.toLowerCase() === sequence);
  const asked = inSequence ? sequence : wanted;
  for (const bound of shortcuts) {
    if (event.defaultPrevented) return;
    if (bound.key.toLowerCase() === asked && bound.because === null && (bound.global || !taken)) bound.press(event);
  }
  const leads = !taken && !inSequence && shortcuts.some(({ key }) => key.length > 2 && key.startsWith(`${wanted} `));
  if (leads) begun = { key: wanted, at: event.timeStamp };
}

/** What was pressed, as `useKey` calls it; with Alt, or with Ctrl and more, it is none of ours. */
function combination({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string {
  const plain = key.toLowerCase();
  if (altKey) return "";
  if (!ctrlKey && !metaKey) return plain;
  return shiftKey ? "" : `mod+${plain}`;
}

/**
 * Runs `press` when the key is pressed anywhere on the page, and not while somebody types or a window is open.
 * `key` is a KeyboardEvent key ("p", "?", "Escape"; letters match in either case), two of them one after the other
 * ("g a"), or one with Ctrl or ⌘ ("mod+k"). `does` reads as a command ("Re-audit the agent"): with `group` it stands
 * behind `?` and in the palette. `off` takes it away; `because` leaves it listed with the reason why it does nothing;
 * `global` makes it work in fields and windows too.
 */
export function useKey(
  key: string,
  does: string,
  press: (event: KeyboardEvent) => void,
  options: { group?: string; off?: boolean; because?: string | null; global?: boolean } = {},
): void {
  const { group = "Everywhere", off = false, because = null, global = false } = options;
  const act = useEffectEvent(press);

  useEffect(() => {
    if (off) return;
    const pressed = (event: KeyboardEvent) => act(event);
    const run = () => pressed(new KeyboardEvent("keydown", { key, cancelable: true }));
    const shortcut: Bound = { key, does, group, because, global, press: pressed, run };
    publish([...shortcuts, shortcut]);
    return () => publish(shortcuts.filter((other) => other !== shortcut));
  }, [key, does, group, off, because, global]);
}
