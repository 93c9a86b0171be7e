"use client";

import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { HintLayer } from "@/components/ui/hint-layer";
import { keepStyleNonce } from "@/components/ui/style-nonce";
import { Toaster } from "@/components/ui/toast";

/** What every page needs around it: the theme, hints and notices. `nonce` is what the page's policy asks of scripts and styles. */
export function Providers({ children, nonce: given }: { children: ReactNode; nonce: string | undefined }) {
  // The document keeps its policy; what is fetched for it later comes with a nonce of its own.
  const [nonce] = useState(given);
  keepStyleNonce(nonce);
  return (
    <ThemeProvider attribute={["class", "data-theme"]} defaultTheme="system" enableSystem disableTransitionOnChange nonce={nonce}>
      {children}
      <Toaster />
      <HintLayer />
    </ThemeProvider>
  );
}
