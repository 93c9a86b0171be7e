"use client";

import { LastResort } from "@/components/ui/last-resort";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** What fails on a page takes the page alone, not the frame. */
export default function PageError({ error, reset }: Props) {
  // A part that did not arrive is asked for again only by a new document.
  const again = error.name === "ChunkLoadError" ? () => window.location.reload() : reset;
  return (
    <LastResort
      title="This page could not be shown"
      detail="Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again, and if it stays, report it."
      onRetry={again}
      id={error.digest}
    />
  );
}
