"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";

/** A key that does something on the present page. */
export type Shortcut = { key: string; does: string; group: string };

let shortcuts: readonly Shortcut[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Shortcut[]): void {
  shortcuts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const NONE: readonly Shortcut[] = [];

/** All keys that work at the moment, for the list behind `?`. */
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

/**
 * Runs `press` when the key is pressed anywhere on the page, without Ctrl, Alt or Meta, and not while somebody types.
 * `key` is a KeyboardEvent key ("p", "?", "Escape"); letters match in either case. Listed under `group` behind `?`.
 */
export function useKey(
  key: string,
  does: string,
  press: (event: KeyboardEvent) => void,
  options: { group?: string; off?: boolean } = {},
): void {
  const { group = "Everywhere", off = false } = options;
  const run = useEffectEvent(press);

  useEffect(() => {
    if (off) return;
    const shortcut: Shortcut = { key, does, group };
    publish([...shortcuts, shortcut]);
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== key.toLowerCase() || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.defaultPrevented || isTaken(event.target)) return;
      run(event);
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
      publish(shortcuts.filter((other) => other !== shortcut));
    };
  }, [key, does, group, off]);
}
