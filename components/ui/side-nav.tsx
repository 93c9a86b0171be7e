"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Fragment, useEffect, useRef } from "react";
import { IntentLink } from "./intent-link";

type Page = { href: string; name: string /** Loaded when somebody reaches for it, as a document of its own. */; apart?: true };

type Props = { label: string; parts: readonly { title: string; pages: readonly Page[] }[] };

const LINK =
  "flex h-7 shrink-0 items-center rounded-2 px-2 font-medium whitespace-nowrap text-ink-2 hover:bg-hover focus-visible:-outline-offset-2 aria-[current]:bg-selected aria-[current]:text-ink-1 phone:h-9";

/** Pages that belong together, in parts: a column, on a phone a row that scrolls. */
export function SideNav({ label, parts }: Props) {
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
      aria-label={label}
      className="sticky top-bar flex h-[calc(100dvh-var(--bar-height)-var(--strip-height))] w-54 shrink-0 flex-col gap-0.5 self-start overflow-y-auto border-r border-line py-4 pr-4 pl-[calc(var(--gutter)-8px)] max-wide:w-46 max-wide:pr-2 phone:static phone:h-auto phone:self-stretch phone:w-auto phone:flex-row phone:overflow-x-auto phone:border-r-0 phone:border-b phone:px-2 phone:py-1"
    >
      {parts.map(({ title, pages }) => (
        <Fragment key={title}>
          <p className="mt-4 px-2 pb-1 text-12 text-ink-3 first:mt-0 phone:hidden">{title}</p>
          {pages.map(({ href, name, apart }) => {
            const To = apart ? IntentLink : Link;
            return (
              <To key={href} href={href} aria-current={path === href ? "page" : undefined} className={LINK}>
                {name}
              </To>
            );
          })}
        </Fragment>
      ))}
    </nav>
  );
}
