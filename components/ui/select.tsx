"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { cn } from "./cn";
import { styleNonce } from "./style-nonce";

type Option<Value extends string = string> = { value: Value; label: string; note?: string; mark?: ReactNode };

type Props<Value extends string> = {
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly Option<Value>[];
  /** Name of the choice where no visible label stands beside it. */
  "aria-label"?: string;
  id?: string;
  disabled?: boolean;
  className?: string;
};

/** One of a few. For more than a dozen use a search. */
export function Select<Value extends string>({ value, onValueChange, options, disabled, className, ...props }: Props<Value>) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  useKeptInView(trigger, open);
  return (
    <Radix.Root
      open={open}
      onOpenChange={setOpen}
      value={value}
      onValueChange={(next) => onValueChange(next as Value)}
      {...(disabled === undefined ? {} : { disabled })}
    >
      <Radix.Trigger
        ref={trigger}
        className={cn(
          "words scroll-mt-bar inline-flex h-7 items-center justify-between gap-2 rounded-2 border border-control bg-bg px-2 whitespace-nowrap hover:bg-hover disabled:border-line disabled:bg-sunken disabled:text-ink-3 phone:h-9 phone:text-16",
          className,
        )}
        {...props}
      >
        <Radix.Value />
        <Radix.Icon className="text-ink-3">
          <ChevronDown className="size-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) overflow-hidden rounded-3 bg-raised p-1 shadow-overlay data-[state=open]:animate-rise"
        >
          <Radix.Viewport nonce={styleNonce()}>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="words flex min-h-7 cursor-pointer items-center gap-2 rounded-2 px-2 outline-none data-[highlighted]:bg-selected phone:min-h-9"
              >
                {option.mark}
                <Radix.ItemText>{option.label}</Radix.ItemText>
                {option.note ? <span className="text-12 text-ink-3">{option.note}</span> : null}
                <Radix.ItemIndicator className="ml-auto pl-3">
                  <Check className="size-3" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The list hangs on its button and the page cannot be scrolled meanwhile: a button that is pushed out of sight comes back. */
function useKeptInView(button: RefObject<HTMLButtonElement | null>, open: boolean) {
  useEffect(() => {
    const element = button.current;
    if (!open || !element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry && entry.intersectionRatio < 1) element.scrollIntoView({ block: "nearest" });
      },
      { threshold: [0, 1] },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [button, open]);
}
