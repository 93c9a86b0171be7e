import type { ReactNode } from "react";

type Props = { name: string; does: string; children: ReactNode };

/** One thing that can be set: what it is called, what it does, and the control; on a phone beside its name. */
export function SettingRow({ name, does, children }: Props) {
  return (
    <div className="grid min-h-13 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 border-b border-line py-2 desk:grid-rows-[auto_auto]">
      <p className="self-end font-medium phone:self-center">{name}</p>
      <div className="flex items-center gap-2 desk:row-span-2 desk:justify-end">{children}</div>
      <p className="self-start text-12 text-ink-3 phone:col-span-2 phone:pb-1">{does}</p>
    </div>
  );
}
