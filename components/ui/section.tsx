import { type ReactNode, useId } from "react";
import { cn } from "./cn";

/** A part of the page under one heading; `note` says in a few words what it rests on, `end` holds its controls. */
export function Section({
  title,
  note,
  end,
  id,
  className,
  children,
}: {
  title: string;
  note?: ReactNode;
  end?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section id={id} aria-labelledby={heading} className={cn("scroll-mt-bar px-gutter py-4", className)}>
      <header className="mb-3 flex min-h-7 items-center gap-x-2 phone:flex-wrap">
        <h2 id={heading} className="shrink-0 text-13">
          {title}
        </h2>
        {note ? (
          <span
            title={typeof note === "string" ? note : undefined}
            className="min-w-0 truncate text-12 text-ink-3 phone:order-last phone:w-full phone:whitespace-normal"
          >
            {note}
          </span>
        ) : null}
        {end ? <div className="ml-auto flex flex-none items-center gap-2 phone:flex-initial">{end}</div> : null}
      </header>
      {children}
    </section>
  );
}
