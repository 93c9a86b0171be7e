import type { ReactNode } from "react";

type Props = { name: string; does: string; children: ReactNode };

/** One thing that can be set: what it is called, what it does, and the control. */
export function SettingRow({ name, does, children }: Props) {
  return (
    <div className="flex min-h-13 items-center gap-4 border-b border-line py-2 phone:flex-wrap phone:gap-2">
      <div className="min-w-0 grow">
        <p className="font-medium">{name}</p>
        <p className="text-12 text-ink-3">{does}</p>
      </div>
      <div className="flex shrink-0 items-center justify-end gap-2">{children}</div>
    </div>
  );
}
