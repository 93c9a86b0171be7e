"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toast";
import { HintLayer } from "@/components/ui/tooltip";

/** What every page needs around it: the theme, hints and notices. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute={["class", "data-theme"]} defaultTheme="system" enableSystem disableTransitionOnChange>
      {children}
      <Toaster />
      <HintLayer />
    </ThemeProvider>
  );
}
