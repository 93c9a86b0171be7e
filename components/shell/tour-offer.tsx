"use client";

import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { TOUR_STRIP } from "./tour-strip";

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

type Props = { start: () => void; putAway: Act<null, null>; close: () => void };

const TOUCHED = "phone:h-11 phone:px-2.5";

/** Offers the tour on a first visit: one line under the app bar, which covers nothing. */
export function TourOffer({ start, putAway, close }: Props) {
  const then = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <section aria-label="Tour" className={`words flex items-center gap-2 ${TOUR_STRIP}`}>
      <p className="min-w-0 grow truncate text-ink-2">
        <b className="font-semibold text-ink-1">New here?</b>
        <span className="phone:sr-only"> Seven short steps show where things are. You find them again in your account menu.</span>
      </p>
      <Button size="sm" variant="primary" onClick={then(start)} className={TOUCHED}>
        Take the tour
      </Button>
      <Button size="sm" variant="quiet" onClick={then(tourLater)} className={TOUCHED}>
        Not now
      </Button>
      <Button
        size="sm"
        variant="quiet"
        aria-label="Never show again"
        onClick={then(() => void tourNever(putAway))}
        className={TOUCHED}
      >
        <span>
          Never<span className="phone:hidden"> show again</span>
        </span>
      </Button>
    </section>
  );
}
