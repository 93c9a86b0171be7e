"use client";

import { useEffect } from "react";
import { PHASE_NAMES, type Phase } from "@/components/live/connection";
import { useShownTabCount } from "@/components/ui/tab-count";

const SEPARATOR = " · ";
const WORDS = new Set<string>(Object.values(PHASE_NAMES));

/** The title as the page wrote it: without what was put before it. */
function bare(title: string): string {
  const [first, ...rest] = title.split(SEPARATOR);
  const own = first !== undefined && WORDS.has(first) ? rest.join(SEPARATOR) : title;
  return own.replace(/^\(\d+\) /, "");
}

/** Colours that can be told apart on light and dark tab strips. */
const DOTS = {
  live: "#2fa866",
  "catching-up": "#8d999c",
  delayed: "#d98e1f",
  offline: "#e0483d",
  paused: "#8d999c",
  connecting: "#8d999c",
} as const satisfies Record<Phase, string>;

function icon(dot: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12181a"/><path d="M7 25v-8h3.5v8zM12 25V10h3.5v15zM17 25V14h3.5v11zM22 25V7h3.5v18z" fill="#edf2f2"/><circle cx="25" cy="25" r="7" fill="${dot}" stroke="#fff" stroke-width="2"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** The tab says how fresh the page is: the title begins with the word, the icon has a dot. */
export function TabSigns({ phase, word }: { phase: Phase; word: string }) {
  const count = useShownTabCount() ?? 0;
  useEffect(() => {
    const mark = () => {
      const title = `${word}${SEPARATOR}${count > 0 ? `(${count}) ` : ""}${bare(document.title)}`;
      if (document.title !== title) document.title = title;
    };
    mark();
    // Each page writes its own title when it is opened.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, characterData: true, subtree: true });
    return () => observer.disconnect();
  }, [word, count]);

  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = icon(DOTS[phase]);
  }, [phase]);

  return null;
}
