import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type Wiring = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type Props = {
  label: ReactNode;
  /** What the value means or does; stands under the field. */
  hint?: ReactNode;
  error?: string | undefined;
  className?: string;
  /** Gets what ties the control to its label and notes: `{(wiring) => <Input {...wiring} />}`. */
  children: (wiring: Wiring) => ReactNode;
};

/** A label, its control and its notes. */
export function Field({ label, hint, error, className, children }: Props) {
  const id = useId();
  const notes = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  const wiring: Wiring = { id, ...(notes ? { "aria-describedby": notes } : {}), ...(error ? { "aria-invalid": true } : {}) };
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className="text-12 font-medium text-ink-2">
        {label}
      </label>
      {children(wiring)}
      {hint ? (
        <p id={`${id}-hint`} className="text-12 text-ink-3">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-12 text-bad">
          {error}
        </p>
      ) : null}
    </div>
  );
}
