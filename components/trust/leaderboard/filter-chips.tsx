"use client";

import { X } from "lucide-react";
import { PlainText } from "@/components/chips/plain-text";
import { Button } from "@/components/ui/button";
import { COLUMN_NAMES } from "./column-names";
import { NARROWINGS, type NarrowBy, narrowingName } from "./narrowing";
import { type Order, type SortKey, withoutSort } from "./sort";
import type { Question } from "./standings";

type Props = {
  question: Question;
  onRemove: (by: NarrowBy) => void;
  onSort: (sort: Order) => void;
  /** Takes all filters away, the search too; the order stays. */
  onClear: () => void;
};

/** What the list is narrowed to and ordered by beyond the toolbar, each with its way out. */
export function FilterChips({ question, onRemove, onSort, onClear }: Props) {
  const { sort } = question;
  const narrowed = NARROWINGS.flatMap((by) => {
    const value = question[by];
    return value === null ? [] : [{ by, name: narrowingName(by, value) }];
  });
  return (
    <section
      aria-label="Filters"
      className="flex min-h-9 flex-none flex-wrap items-center gap-x-2 gap-y-1 border-line border-b px-gutter py-1 text-12"
    >
      {narrowed.map(({ by, name }) => (
        <Out key={by} name={name} label={`Remove the filter ${name}`} onPress={() => onRemove(by)} />
      ))}
      {narrowed.length > 0 ? (
        <Button size="sm" variant="quiet" onClick={onClear}>
          Clear all
        </Button>
      ) : null}
      {sort.length > 1 ? (
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="text-ink-3">Sorted by</span>
          {sort.map(({ key, descending }) => {
            const name = `${sortName(key)} ${descending ? "↓" : "↑"}`;
            const label = `Do not sort by ${sortName(key)}`;
            return <Out key={key} name={name} label={label} onPress={() => onSort(withoutSort(sort, key))} />;
          })}
        </span>
      ) : null}
    </section>
  );
}

function sortName(key: SortKey): string {
  return key === "name" ? "Agent" : COLUMN_NAMES[key];
}

function Out({ name, label, onPress }: { name: string; label: string; onPress: () => void }) {
  return (
    <span className="inline-flex h-6 max-w-80 items-center rounded-1 bg-selected pl-2 font-medium phone:h-9">
      <span className="words truncate">
        <PlainText text={name} />
      </span>
      <button
        type="button"
        aria-label={label}
        onClick={onPress}
        className="flex size-6 flex-none items-center justify-center text-ink-3 hover:text-ink-1 phone:size-9"
      >
        <X aria-hidden className="size-3" />
      </button>
    </span>
  );
}
