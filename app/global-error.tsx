"use client";

import { ErrorPanel } from "@/components/ui/error-panel";
import { TooltipProvider } from "@/components/ui/tooltip";
import "./globals.css";

type Props = { error: Error & { digest?: string }; reset: () => void };

/** Stands in for the whole document when even the frame failed; hence without theme and fonts. */
export default function GlobalError({ error, reset }: Props) {
  return (
    <html lang="en">
      <body>
        <TooltipProvider>
          <main className="px-gutter py-8">
            <title>Error · Muster</title>
            <ErrorPanel
              className="max-w-140"
              title="The console could not be shown"
              detail="Something failed while it was put together. Nothing was changed by that; recording and scoring go on. Try again, and if it stays, restart the server."
              onRetry={reset}
              requestId={error.digest}
            />
          </main>
        </TooltipProvider>
      </body>
    </html>
  );
}
