"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { feedSnapshot, subscribeFeed } from "@/components/live/feed";

const KEY = "muster.spoken";
/** A screen reader that hears more than this is one that is switched off. */
const PAUSE_MS = 10_000;

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const isOn = () => localStorage.getItem(KEY) !== "off";

function choose(on: boolean): void {
  localStorage.setItem(KEY, on ? "on" : "off");
  for (const listener of listeners) listener();
}

/** Whether live events are summed up for screen readers, kept in this browser; on unless somebody chose otherwise. */
export function useSpoken(): [boolean, (on: boolean) => void] {
  return [useSyncExternalStore(subscribe, isOn, () => true), choose];
}

/** The only place that speaks of live events: one polite sentence at most every ten seconds, whatever happens meanwhile. */
export function Spoken() {
  const [on] = useSpoken();
  const [text, setText] = useState("");
  useEffect(() => {
    if (!on) return;
    let told = feedSnapshot()[0]?.seq ?? null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = async () => {
      // Its words come with the first thing there is to say; where the server is away, with the next.
      const words = await import("./spoken-summary").catch(() => null);
      timer = undefined;
      if (!words) return;
      const since = told;
      const entries = feedSnapshot();
      told = entries[0]?.seq ?? told;
      const summary = words.summaryOf(entries.filter(({ seq }) => since !== null && seq > since));
      if (summary !== null) setText(summary);
    };
    const hear = () => {
      const newest = feedSnapshot()[0]?.seq ?? null;
      // What a page, or another server, begins with is no news.
      if (told === null || newest === null) told = newest;
      else if (newest > told) timer ??= setTimeout(() => void tell(), PAUSE_MS);
    };
    const stop = subscribeFeed(hear);
    return () => {
      stop();
      clearTimeout(timer);
      setText("");
    };
  }, [on]);
  return (
    <p role="status" aria-label="Live summary" className="sr-only">
      {on ? text : ""}
    </p>
  );
}
