import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

/** What an error says: what failed, then what is still true and what to do. */
export type Failure = { title: string; detail: string; requestId?: string | undefined };

type Props = Failure & {
  onRetry?: (() => void) | undefined;
  /** Further ways on, as small buttons. */
  actions?: ReactNode;
  className?: string;
};

/** Says what failed, what is still true, and what to do; never a code alone. */
export function ErrorPanel({ title, detail, requestId, onRetry, actions, className }: Props) {
  return (
    <div role="alert" className={cn("flex gap-3 rounded-2 border border-bad-line bg-bg p-3", className)}>
      <TriangleAlert className="mt-0.5 text-bad" aria-hidden />
      <div className="min-w-0 grow">
        <p className="font-semibold">{title}</p>
        <p className="break-words text-ink-2">{detail}</p>
        {onRetry || actions || requestId ? (
          <div className="mt-2 flex flex-wrap gap-2">
            {onRetry ? (
              <Button size="sm" onClick={onRetry}>
                Try again
              </Button>
            ) : null}
            {actions}
            {requestId ? <CopyButton text={requestId} label="Copy request id" size="sm" variant="quiet" /> : null}
          </div>
        ) : null}
      </div>
    </div>
  );
}
