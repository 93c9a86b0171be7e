"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { IntentLink } from "@/components/ui/intent-link";
import { GUIDE_PAGES, guidePath, POLICY_PAGE } from "./guide-pages";

const GUIDE = GUIDE_PAGES.map(({ name, title }) => ({ href: guidePath(name), name: title }));
const REFERENCE = [
  { href: "/docs", name: "API reference" },
  { href: "/docs/errors", name: "Error catalogue" },
  { href: guidePath(POLICY_PAGE.name), name: POLICY_PAGE.title },
];

/** Pages of the guide and of the reference: a column, on a phone a row that scrolls. */
export function DocsNav() {
  const path = usePathname();
  const row = useRef<HTMLElement>(null);
  // On a phone the current page may lie beyond the edge.
  useEffect(() => {
    const current = row.current?.querySelector(`[href="${path}"]`);
    current?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [path]);
  return (
    <nav
      ref={row}
      aria-label="Docs"
      className="flex w-54 shrink-0 flex-col gap-0.5 border-r border-line py-4 pr-4 pl-[calc(var(--gutter)-8px)] phone:w-auto phone:flex-row phone:overflow-x-auto phone:border-r-0 phone:border-b phone:px-2 phone:py-1"
    >
      <Part title="Guide" pages={GUIDE} path={path} />
      <Part title="Reference" pages={REFERENCE} path={path} />
    </nav>
  );
}

type PartProps = { title: string; pages: readonly { href: string; name: string }[]; path: string };

function Part({ title, pages, path }: PartProps) {
  return (
    <>
      <p className="mt-4 px-2 pb-1 text-12 text-ink-3 first:mt-0 phone:hidden">{title}</p>
      {pages.map(({ href, name }) => {
        // The reference has a style sheet of its own.
        const To = href === "/docs" ? IntentLink : Link;
        return (
          <To
            key={href}
            href={href}
            aria-current={path === href ? "page" : undefined}
            className="flex h-7 shrink-0 items-center rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected aria-[current]:text-ink-1 phone:h-9"
          >
            {name}
          </To>
        );
      })}
    </>
  );
}
