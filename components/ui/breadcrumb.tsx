import type { ReactNode } from "react";
import { IntentLink } from "./intent-link";

/** The way back over a page's title, and after it what places the page. */
export function Breadcrumb({ href, name, children }: { href: string; name: string; children?: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="flex min-h-4 flex-wrap items-center gap-x-2 text-12 text-ink-3">
      <IntentLink href={href} className="link">
        {name}
      </IntentLink>
      <span aria-hidden>/</span>
      {children}
    </nav>
  );
}
