"use client";

import { useQuery } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { IntentLink } from "@/components/ui/intent-link";
import { useKey } from "@/components/ui/use-key";
import { type Page, queries } from "@/lib/http/queries";
import type { Audit } from "@/lib/registry/audit";
import { PLACES } from "./places";

const numberOf = ({ items }: Page<Audit>) => items.filter(({ status }) => status === "running").length;

function useIsCurrent(): (href: string) => boolean {
  const path = usePathname();
  return (href) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));
}

/** The destinations in the app bar. */
export function Nav() {
  const isCurrent = useIsCurrent();
  return (
    <nav aria-label="Main" className="flex h-full gap-5 max-wide:gap-3.5 phone:hidden">
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

/** Two keys lead to each destination. */
export function PlaceKeys() {
  return PLACES.map((place) => <PlaceKey key={place.href} {...place} />);
}

function PlaceKey({ href, name, keys }: (typeof PLACES)[number]) {
  const router = useRouter();
  useKey(keys, name, () => router.push(href), { group: "Go to" });
  return null;
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
