"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import type { Notice } from "./toast";

const STAYS_MS = 10_000;

function show({ text, undo, link }: Notice): void {
  toast.custom((id) => <Toast text={text} undo={undo} link={link} dismiss={() => toast.dismiss(id)} />, {
    duration: Number.POSITIVE_INFINITY,
  });
}

const inverse =
  "h-6 flex-none rounded-2 px-2 text-12 font-medium hover:bg-current/10 focus-visible:outline-on-accent phone:h-9 phone:px-3";

function Toast({ text, undo, link, dismiss }: Notice & { dismiss: () => void }) {
  return (
    <div className="words group relative flex min-h-11 font-sans text-13 w-84 max-w-[calc(100vw-32px)] items-center gap-3 overflow-hidden rounded-3 bg-accent py-1.5 pr-2 pl-3.5 text-on-accent shadow-overlay">
      <span className="min-w-0 grow break-words">{text}</span>
      {undo ? (
        <button
          type="button"
          className={`${inverse} border border-current/40`}
          onClick={() => {
            dismiss();
            undo();
          }}
        >
          Undo
        </button>
      ) : null}
      {link ? (
        <Link href={link.href} className={`${inverse} flex items-center border border-current/40`} onClick={dismiss}>
          {link.name}
        </Link>
      ) : null}
      <button type="button" aria-label="Dismiss" className={`${inverse} px-1 phone:px-2.5`} onClick={dismiss}>
        <X />
      </button>
      <span
        data-progress
        aria-hidden
        onAnimationEnd={dismiss}
        style={{ animationDuration: `${STAYS_MS}ms` }}
        className="absolute bottom-0 left-0 h-0.5 animate-drain bg-current opacity-60 group-focus-within:[animation-play-state:paused] group-hover:[animation-play-state:paused]"
      />
    </div>
  );
}

/** The place of the notices: lower right, on a phone above the tab bar and what a page has above that. Shows what `take` hands out, from now on too. */
export function Notices({ take }: { take: (show: (notice: Notice) => void) => void }) {
  useEffect(() => take(show), [take]);
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      visibleToasts={3}
      offset={16}
      mobileOffset={{ bottom: 136, left: 16, right: 16 }}
      containerAriaLabel="Notices"
    />
  );
}
