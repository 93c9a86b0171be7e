"use client";

import { LastResort } from "@/components/ui/last-resort";
import "./globals.css";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** Stands in for the whole document when even the frame failed; hence without theme and fonts. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <title>Error · Muster</title>
        <main>
          <LastResort
            title="The console could not be shown"
            detail="Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again, and if it stays, restart the server."
            onRetry={reset}
            id={error.digest}
          />
        </main>
      </body>
    </html>
  );
}
