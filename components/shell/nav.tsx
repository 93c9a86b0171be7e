"use client";

import { BookOpen, ClipboardList, House, List, NotebookText, Settings2 } from "lucide-react";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { IntentLink } from "@/components/ui/intent-link";

const PLACES = [
  { href: "/", name: "Overview", icon: House },
  { href: "/agents", name: "Agents", icon: List },
  { href: "/reports", name: "Reports", icon: ClipboardList },
  { href: "/journal", name: "Journal", icon: NotebookText },
  { href: "/settings", name: "Settings", icon: Settings2 },
  { href: "/docs", name: "Docs", icon: BookOpen },
] as const;

function useIsCurrent(): (href: string) => boolean {
  const path = usePathname();
  return (href) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));
}

/** The destinations in the app bar. */
export function Nav() {
  const isCurrent = useIsCurrent();
  return (
    <nav aria-label="Main" className="flex h-full gap-5 phone:hidden">
      {PLACES.map(({ href, name }) => (
        <IntentLink
          key={href}
          href={href}
          aria-current={isCurrent(href) ? "page" : undefined}
          className="relative flex items-center font-medium text-ink-2 hover:text-ink-1 aria-[current]:text-ink-1 aria-[current]:after:absolute aria-[current]:after:inset-x-0 aria-[current]:after:-bottom-px aria-[current]:after:h-0.5 aria-[current]:after:bg-accent"
        >
          {name}
        </IntentLink>
      ))}
    </nav>
  );
}

/** The lower edge of a phone has room for five; the API reference is in the account menu too. */
const TABS = PLACES.filter(({ href }) => href !== "/docs");

/** The destinations along the lower edge of a phone. */
export function TabBar() {
  const isCurrent = useIsCurrent();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 hidden h-dock grid-cols-5 border-t border-line bg-bg phone:grid"
    >
      {TABS.map(({ href, name, icon: Icon }) => {
        const current = isCurrent(href);
        return (
          <IntentLink
            key={href}
            href={href}
            aria-current={current ? "page" : undefined}
            className="flex flex-col items-center justify-center gap-0.5 text-11 font-medium text-ink-3 focus-visible:-outline-offset-2 aria-[current]:text-ink-1"
          >
            <Icon aria-hidden className={cn(current && "[stroke-width:3]")} />
            {name}
          </IntentLink>
        );
      })}
    </nav>
  );
}
