"use client";

import { Keys } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { type Shortcut, useShortcuts } from "@/components/ui/use-key";

const EVERYWHERE = "Everywhere";

function grouped<T>(items: readonly T[], by: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(by(item), [...(groups.get(by(item)) ?? []), item]);
  return [...groups];
}

/** Groups of the present page first, what works everywhere after them. */
function ordered(shortcuts: readonly Shortcut[]): [string, Shortcut[]][] {
  const common = (group: string) => Number(group === EVERYWHERE) + 2 * Number(group === "Go to");
  return grouped(shortcuts, (shortcut) => shortcut.group).sort(([a], [b]) => common(a) - common(b));
}

/** Keys that do the same stand in one line. */
function lines(shortcuts: readonly Shortcut[]): { does: string; keys: string[]; because: string | null }[] {
  return grouped(shortcuts, (shortcut) => shortcut.does).map(([does, same]) => ({
    does,
    keys: [...new Set(same.map((shortcut) => shortcut.key))],
    because: same.find((shortcut) => shortcut.because !== null)?.because ?? null,
  }));
}

/** All keys that work on the present page. */
export function KeysSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const shortcuts = useShortcuts();
  return (
    <Sheet readOnly open={open} onOpenChange={onOpenChange} title="Keys" note="What works on this page">
      {ordered(shortcuts).map(([group, inGroup]) => (
        <section key={group} aria-label={group} className="border-b border-line px-4 py-3 last:border-0">
          <h3 className="mb-1 text-12 text-ink-3">{group}</h3>
          <dl>
            {lines(inGroup).map(({ does, keys, because }) => (
              <div key={does} className="flex min-h-8 items-center justify-between gap-4 py-1">
                <dt className="words">
                  {does}
                  {because === null ? null : <span className="block text-12 text-ink-3">{because}</span>}
                </dt>
                <dd className="flex gap-2">
                  {keys.map((key) => (
                    <Keys key={key} of={key} />
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
