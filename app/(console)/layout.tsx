import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { currentSession } from "@/lib/http/current-session";
import { barredBy } from "@/lib/http/permission";
import { removeDemo, signOut } from "./actions";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect("/welcome");
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
