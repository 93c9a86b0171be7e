import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "@/components/shell/mark";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IntentLink } from "@/components/ui/intent-link";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-140 flex-col justify-center gap-6 px-gutter">
      <Mark size={28} />
      <EmptyState
        heading="h1"
        title="There is no such page"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/">Go to the overview</Link>
            </Button>
            <Button asChild>
              <IntentLink href="/agents">See all agents</IntentLink>
            </Button>
          </>
        }
      >
        The address may be mistyped, or what stood here was removed. Nothing else is affected.
      </EmptyState>
    </main>
  );
}
