import { integer } from "@/components/ui/format";

/** Names a part of the list of audits; `more` = there are more than `n`. */
export function Heading({ id, name, n, more = false }: { id: string; name: string; n?: number | undefined; more?: boolean }) {
  return (
    <header className="flex h-11 items-center gap-2 pr-5 pl-6 phone:px-4">
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
