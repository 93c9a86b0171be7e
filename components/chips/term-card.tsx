"use client";

import Link from "next/link";
import { type RefObject, useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import { place } from "@/components/ui/hints";
import { GLOSSARY, type Meaning, type TermName } from "./glossary";

type Props = { of: TermName; word: RefObject<HTMLElement | null>; close: () => void };

/** What a word means, beside it and over everything else. It comes right after the word, so that Tab leads into it. */
export function TermCard({ of, word, close }: Props) {
  const card = useRef<HTMLSpanElement>(null);
  const said = useId();
  const { name, text, guide }: Meaning = GLOSSARY[of];
  const onLeave = useEffectEvent(close);

  useLayoutEffect(() => {
    const target = word.current;
    if (!card.current || !target) return;
    card.current.showPopover();
    place(card.current, target);
    target.setAttribute("aria-describedby", said);
    return () => target.removeAttribute("aria-describedby");
  }, [word, said]);

  useEffect(() => {
    const stop = new AbortController();
    const options = { capture: true, signal: stop.signal };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      // It is this that Escape ends, not what lies under it.
      event.preventDefault();
      event.stopPropagation();
      onLeave();
    };
    const press = ({ target }: Event) => {
      if (target instanceof Node && !card.current?.contains(target) && !word.current?.contains(target)) onLeave();
    };
    document.addEventListener("keydown", onEscape, options);
    document.addEventListener("pointerdown", press, options);
    document.addEventListener("scroll", () => onLeave(), options);
    return () => stop.abort();
  }, [word]);

  return (
    <span
      ref={card}
      popover="manual"
      className="words inset-auto m-0 w-80 max-w-[calc(100vw-16px)] rounded-3 border-0 bg-raised p-3 text-left text-13 font-normal whitespace-normal text-ink-2 shadow-overlay open:animate-fade"
    >
      <span className="block font-semibold text-ink-1">{name}</span>
      <span id={said} className="mt-0.5 block">
        {text}
      </span>
      <Link href={`/docs/guide/${guide}`} prefetch={false} className="mt-1.5 inline-block text-12 underline underline-offset-2">
        Read more in the guide
      </Link>
    </span>
  );
}
