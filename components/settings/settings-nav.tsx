"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { PARTS } from "./parts";

/** Parts of the settings: a column, on a phone a row that scrolls. */
export function SettingsNav() {
  const path = usePathname();
  const row = useRef<HTMLElement>(null);
  // On a phone the current part may lie beyond the edge.
  useEffect(() => {
    const current = row.current?.querySelector(`[href="${path}"]`);
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [path]);
  return (
    <nav
      ref={row}
      aria-label="Settings"
      className="flex w-54 shrink-0 flex-col gap-0.5 border-r border-line py-4 pr-4 pl-[calc(var(--gutter)-8px)] phone:w-auto phone:flex-row phone:overflow-x-auto phone:border-r-0 phone:border-b phone:px-2 phone:py-1"
    >
      {PARTS.map(({ href, name }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className="flex h-7 items-center rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected aria-[current]:text-ink-1 phone:h-9"
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
