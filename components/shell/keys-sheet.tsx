"use client";

import { Kbd } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { type Shortcut, useShortcuts } from "@/components/ui/use-key";

const NAMES: Record<string, string> = {
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  " ": "Space",
};

function nameOf(key: string): string {
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

function grouped<T>(items: readonly T[], by: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return [...groups];
}

/** Keys that do the same stand in one line. */
function lines(shortcuts: readonly Shortcut[]): { does: string; keys: string[] }[] {
  return grouped(shortcuts, (shortcut) => shortcut.does).map(([does, same]) => ({
    does,
    keys: [...new Set(same.map((shortcut) => nameOf(shortcut.key)))],
  }));
}

/** All keys that work on the present page. */
export function KeysSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useShortcuts();
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title="Keys" note="What works on this page">
      {grouped(shortcuts, (shortcut) => shortcut.group).map(([group, inGroup]) => (
        <section key={group} aria-label={group} className="border-b border-line px-4 py-3 last:border-0">
          <h3 className="mb-1 text-12 text-ink-3">{group}</h3>
          <dl>
            {lines(inGroup).map(({ does, keys }) => (
              <div key={does} className="flex h-8 items-center justify-between gap-4">
                <dt>{does}</dt>
                <dd className="flex gap-1">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Sheet>
  );
}
