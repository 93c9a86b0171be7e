"use client";

import { ErrorPanel } from "@/components/ui/error-panel";

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function PageError({ error, reset }: Props) {
  return (
    <main className="px-gutter py-8">
      <ErrorPanel
        className="max-w-140"
        title="This page could not be shown"
        detail="Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again, and if it stays, report it with the id below."
        onRetry={reset}
        requestId={error.digest}
      />
    </main>
  );
}
