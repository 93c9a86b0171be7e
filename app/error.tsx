"use client";

import { LastResort } from "@/components/ui/last-resort";

export type Failure = { error: Error & { digest?: string }; reset: () => void };

/** `framed`: it stands in the frame of the console, which goes on. */
export default function PageError({ error, reset, framed = false }: Failure & { framed?: boolean }) {
  if (error.name === "ChunkLoadError")
    return (
      <LastResort
        framed={framed}
        title="A part of this page did not arrive"
        detail="The server could not be reached for it. Try again once it is there."
        onRetry={() => window.location.reload()}
        id={undefined}
      />
    );
  const report = error.digest ? ", and if it stays, report it with the id below" : "";
  return (
    <LastResort
      framed={framed}
      title="This page could not be shown"
      detail={`Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again${report}.`}
      onRetry={reset}
      id={error.digest}
    />
  );
}
