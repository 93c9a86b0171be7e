import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { welcomePath } from "@/lib/http/browser";
import { currentSession } from "@/lib/http/current-session";
import { barredBy } from "@/lib/http/permission";
import { removeDemo, signOut } from "./actions";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect(await welcomePath());
  return (
    <Shell
      session={{ name: session.name, demo: session.demo }}
      barred={barredBy(session.scopes)}
      removeDemo={removeDemo}
      signOut={signOut}
    >
      {children}
    </Shell>
  );
}
