"use client";

import { LastResort } from "@/components/ui/last-resort";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: Props) {
  return (
    <LastResort
      title="This page could not be shown"
      detail="Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again, and if it stays, report it with the id below."
      onRetry={reset}
      id={error.digest}
    />
  );
}
