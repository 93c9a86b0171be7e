import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { Shell } from "@/components/shell/shell";
import { welcomePath } from "@/lib/http/browser";
import { currentSession } from "@/lib/http/current-session";
import { barredBy } from "@/lib/http/permission";
import { SHELL_ACTS } from "./shell-acts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) redirect(await welcomePath());
  return (
    <Shell session={session} barred={barredBy(session.scopes)} acts={SHELL_ACTS}>
      {children}
    </Shell>
  );
}
