"use client";

import { useQuery } from "@tanstack/react-query";
import { BookOpen, ClipboardCheck, ClipboardList, House, List, NotebookText, Settings2, Split } from "lucide-react";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { IntentLink } from "@/components/ui/intent-link";
import { type Page, queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";

const PLACES = [
  { href: "/", name: "Overview", icon: House },
  { href: "/agents", name: "Agents", icon: List },
  { href: "/audits", name: "Audits", icon: ClipboardCheck },
  { href: "/routing", name: "Routing", icon: Split },
  { href: "/reports", name: "Reports", icon: ClipboardList },
  { href: "/journal", name: "Journal", icon: NotebookText },
  { href: "/settings", name: "Settings", icon: Settings2 },
  { href: "/docs", name: "Docs", icon: BookOpen },
] as const;

const numberOf = ({ items }: Page<Audit>) => items.filter(({ status }) => status === "running").length;

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
          {href === "/audits" ? <RunningAudits /> : null}
        </IntentLink>
      ))}
    </nav>
  );
}

/** How many audits run; nothing while none does. */
function RunningAudits() {
  const { data: running = 0 } = useQuery({ ...queries.runningAudits(), select: numberOf });
  if (running === 0) return null;
  return (
    <span className="figures ml-1.5 rounded-1 bg-selected px-1 text-11 text-ink-2">
      {running}
      <span className="sr-only"> running</span>
    </span>
  );
}

/** The lower edge of a phone has room for six; settings and the API reference are in the account menu too. */
const TABS = PLACES.filter(({ href }) => href !== "/docs" && href !== "/settings");

/** The destinations along the lower edge of a phone. */
export function TabBar() {
  const isCurrent = useIsCurrent();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 hidden h-dock grid-cols-6 border-t border-line bg-bg phone:grid"
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
