"use client";

import { Fragment, useState } from "react";
import { cn } from "@/components/ui/cn";
import { integer } from "@/components/ui/format";
import { folded, piecesOf } from "./hidden-text";

/** Text from outside, as plain text: what would reorder or hide some of it stands there by its number. */
export function PlainText({ text }: { text: string }) {
  let at = 0;
  return piecesOf(text).map((piece) => {
    const key = at;
    at += "text" in piece ? piece.text.length : 1;
    return "text" in piece ? (
      <Fragment key={key}>{piece.text}</Fragment>
    ) : (
      <code key={key} className="rounded-1 bg-warn-bg px-0.5 text-11 text-warn" title="A character that cannot be seen">
        {piece.hidden}
      </code>
    );
  });
}

const MOST_CHARACTERS = 700;
const MOST_LINES = 12;

type Props = { text: string; className?: string; characters?: number; lines?: number };

/** Text from outside with its lines kept; a long one is folded. */
export function FoldedText({ text, className, characters = MOST_CHARACTERS, lines = MOST_LINES }: Props) {
  const [open, setOpen] = useState(false);
  const short = folded(text, characters, lines);
  return (
    <>
      <div
        dir="auto"
        className={cn(
          "words overflow-hidden break-words whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]",
          className,
        )}
      >
        <PlainText text={short !== null && !open ? `${short}…` : text} />
      </div>
      {short === null ? null : (
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="link mt-1 self-start text-12 text-ink-2 phone:min-h-9"
        >
          {open ? "Show less" : `Show all ${integer(text.length)} characters`}
        </button>
      )}
    </>
  );
}
