import Link from "next/link";
import type { ReactNode } from "react";
import { DocsNav } from "@/components/docs/docs-nav";
import { Mark } from "@/components/shell/mark";
import { Shell } from "@/components/shell/shell";
import { currentSession } from "@/lib/http/current-session";
import { barredBy } from "@/lib/http/permission";
import { SHELL_ACTS } from "../(console)/shell-acts";

/** Guide and reference are open to everybody; who is signed in keeps the console around them. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  const page = (
    <div className="flex grow phone:flex-col">
      <DocsNav />
      <div className="flex min-w-0 grow flex-col">{children}</div>
    </div>
  );
  if (session) {
    return (
      <Shell session={session} barred={barredBy(session.scopes)} acts={SHELL_ACTS}>
        {page}
      </Shell>
    );
  }
  return (
    <>
      <header className="flex h-bar items-center border-b border-line px-gutter">
        <Link href="/welcome" className="words flex items-center gap-2 text-14 font-[650] tracking-[-0.02em]">
          <Mark />
          Muster
        </Link>
      </header>
      <main id="main">{page}</main>
    </>
  );
}
