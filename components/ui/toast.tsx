"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";

export type Notice = {
  /** What happened, past tense: "scout suspended, no new tasks". */
  text: string;
  /** Takes it back. */
  undo?: () => void;
  /** Leads to what it is about. */
  link?: { href: string; name: string };
};

// What shows notices comes with the first of them; until it is here they wait.
const Notices = dynamic(() => import("./notices").then((it) => it.Notices), { ssr: false });

let waiting: Notice[] = [];
let shown: ((notice: Notice) => void) | null = null;
let wanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function take(show: (notice: Notice) => void): void {
  shown = show;
  for (const notice of waiting) show(notice);
  waiting = [];
}

/** Says that something is done, with a way back for 10 s. The time stops while it is pointed at or focused. */
export function notify(notice: Notice): void {
  if (shown) shown(notice);
  else waiting.push(notice);
  wanted = true;
  for (const listener of listeners) listener();
}

/** The place of the notices; once in the document. */
export function Toaster() {
  const asked = useSyncExternalStore(
    subscribe,
    () => wanted,
    () => false,
  );
  return asked ? <Notices take={take} /> : null;
}
