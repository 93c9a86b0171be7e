import { cn } from "@/components/ui/cn";
import { integer } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";

/** A row of the list: a sign, two lines of words, and what time it is about. */
export const TWO_LINES = "min-h-10 items-center gap-2 phone:min-h-12";

/** Names a part of the list of audits; `more` = there are more than `n`. */
export function Heading({ id, name, n, more = false }: { id: string; name: string; n?: number | undefined; more?: boolean }) {
  return (
    <header className="flex h-10 items-center gap-2 pr-5 pl-6 phone:px-4">
      <h2 id={id} className="text-13">
        {name}
      </h2>
      {n === undefined ? null : (
        <span className="figures text-ink-3">
          {integer(n)}
          {more ? "+" : ""}
        </span>
      )}
    </header>
  );
}

/** Rows while they are on their way, as many as are shown of what is due. */
export function RowsSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {[104, 80, 120, 96, 88].map((width) => (
        <div key={width} className={cn(TWO_LINES, "flex pr-5 pl-6 phone:px-4")}>
          <Skeleton width={12} height={12} />
          <Skeleton width={width} />
          <Skeleton width={32} className="ml-auto" />
        </div>
      ))}
    </div>
  );
}
