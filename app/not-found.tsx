import type { Metadata } from "next";
import { Mark } from "@/components/shell/mark";

export const metadata: Metadata = { title: "Not found" };

const look = "inline-flex h-7 items-center rounded-2 border px-2.5 font-medium phone:h-9";

/** Plain links: every page loads what stands here, and few show it. */
export default function NotFound() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-140 flex-col justify-center gap-6 px-gutter">
      <Mark size={28} />
      <div>
        <h1 className="text-16">There is no such page</h1>
        <p className="words mt-1 text-ink-2">
          The address may be mistyped, or what stood here was removed. Nothing else is affected.
        </p>
        <div className="mt-3 flex flex-wrap gap-2">
          <a className={`${look} border-accent bg-accent text-on-accent hover:bg-ink-2`} href="/">
            Go to the overview
          </a>
          <a className={`${look} border-line-strong hover:border-control hover:bg-hover`} href="/agents">
            See all agents
          </a>
        </div>
      </div>
    </main>
  );
}
