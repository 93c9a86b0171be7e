"use client";

import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";

/** Lets the server know, until this browser ends, that the tour is wanted another time (lib/http/current-session). */
export function tourLater(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in one of the big browsers
  document.cookie = "tour=later; path=/; samesite=lax";
}

/** Keeps for good that no tour is wanted, and says so where that failed. */
export async function tourNever(putAway: Act<null, null>): Promise<void> {
  tourLater();
  const { failure } = await attempt(putAway, null);
  if (failure) notify({ text: `The tour will be offered again: that you want none could not be kept. ${failure.detail}` });
}

/** Offers the tour on a first visit, out of the way. */
export function TourOffer({ start, putAway }: { start: () => void; putAway: Act<null, null> }) {
  const [open, setOpen] = useState(true);
  if (!open) return null;
  const then = (act: () => void) => () => {
    setOpen(false);
    act();
  };
  return (
    <section
      aria-label="Tour"
      className="words fixed bottom-4 left-4 z-30 w-104 max-w-[calc(100vw-32px)] animate-rise rounded-3 bg-raised p-4 shadow-overlay phone:bottom-[calc(var(--dock-height)+12px)]"
    >
      <h2 className="text-14 font-semibold">New here?</h2>
      <p className="mt-1 text-ink-2">Seven short steps show where things are. You can take them again from your account menu.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button variant="primary" onClick={then(start)}>
          Take the tour
        </Button>
        <Button onClick={then(tourLater)}>Not now</Button>
        <Button variant="quiet" onClick={then(() => void tourNever(putAway))}>
          Never show again
        </Button>
      </div>
    </section>
  );
}
