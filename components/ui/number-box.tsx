"use client";

import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { cn } from "./cn";

type Props = Omit<ComponentProps<"input">, "value" | "onChange" | "min" | "max" | "step" | "type"> & {
  value: number;
  /** Called with a number inside [min, max] when the text is left or Enter is pressed, and at each arrow key. */
  onCommit: (value: number) => void;
  min: number;
  max: number;
  /** Arrow keys; with Shift five of them. */
  step?: number;
  digits?: number;
  unit?: string;
  /** The number is only a preview: dashed blue edge. */
  preview?: boolean;
};

const ARROWS: Record<string, number> = { ArrowUp: 1, ArrowDown: -1 };

/** A small number that can be typed. Text that is no number is put back when it is left. */
export function NumberBox({
  value,
  onCommit,
  min,
  max,
  step = 1,
  digits = 1,
  unit,
  preview = false,
  className,
  onKeyDown,
  disabled,
  ...props
}: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? String(Number(value.toFixed(digits)));
  const parsed = Number(shown.replace(",", "."));
  const valid = shown.trim() !== "" && Number.isFinite(parsed) && parsed >= min && parsed <= max;

  function commit(next: number) {
    setDraft(null);
    const kept = Number(Math.min(max, Math.max(min, next)).toFixed(digits));
    if (kept !== value) onCommit(kept);
  }

  function leave() {
    if (draft !== null && valid) commit(parsed);
    else setDraft(null);
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    onKeyDown?.(event);
    if (event.defaultPrevented) return;
    const direction = ARROWS[event.key];
    if (direction !== undefined) {
      event.preventDefault();
      commit((valid ? parsed : value) + direction * step * (event.shiftKey ? 5 : 1));
    } else if (event.key === "Enter" && draft !== null) {
      event.preventDefault();
      leave();
    } else if (event.key === "Escape" && draft !== null) {
      event.stopPropagation();
      setDraft(null);
    }
  }

  return (
    <span
      className={cn(
        "figures inline-flex h-6 w-14 items-center rounded-1 border border-control bg-bg px-1 phone:h-9 phone:w-16",
        "has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:outline-accent",
        preview && "border-dashed border-preview",
        !valid && "border-bad text-bad",
        disabled && "border-line bg-sunken text-ink-3",
        className,
      )}
    >
      <input
        type="text"
        role="spinbutton"
        inputMode="decimal"
        autoComplete="off"
        aria-valuenow={value}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-invalid={!valid || undefined}
        value={shown}
        disabled={disabled}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={press}
        className="h-full w-full min-w-0 bg-transparent text-right font-medium outline-none phone:text-16"
        {...props}
      />
      {unit ? (
        <span aria-hidden className="ml-[3px] text-ink-3">
          {unit}
        </span>
      ) : null}
    </span>
  );
}
