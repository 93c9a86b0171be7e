import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

type Props = {
  /** "the secret": what it is. */
  what: string;
  text: string;
  /** How it is used. */
  children: ReactNode;
  done: () => void;
};

/** A secret in the one moment in which it can be read. */
export function ShownOnce({ what, text, children, done }: Props) {
  return (
    <div className="flex flex-col gap-4 p-4">
      <p>
        <span className="font-semibold">Copy {what} now.</span> It is not kept and cannot be shown again.
      </p>
      <div className="flex items-center gap-2 rounded-2 border border-line bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 grow break-all select-all">{text}</code>
        <CopyButton text={text} label={`Copy ${what}`} iconOnly size="sm" />
      </div>
      <div className="text-12 text-ink-3">{children}</div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={done}>
          I have stored it
        </Button>
      </div>
    </div>
  );
}
