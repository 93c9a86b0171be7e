"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, HTMLAttributes, ReactElement, ReactNode } from "react";
import { cn } from "./cn";

const item =
  "words relative flex min-h-7 cursor-pointer items-center gap-2 rounded-2 px-2 outline-none select-none data-[highlighted]:bg-selected data-[disabled]:cursor-default data-[disabled]:text-ink-3 phone:min-h-9";

export type MenuProps = {
  trigger: ReactElement<HTMLAttributes<HTMLElement>>;
  align?: "start" | "end";
  className?: string;
  children: ReactNode;
};

/** A menu under its trigger, open from the start. */
export function Menu({ trigger, align = "end", className, children }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-3 bg-raised p-1 shadow-overlay data-[state=open]:animate-rise",
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export type MenuItemProps = ComponentProps<typeof Radix.Item> & {
  tone?: "danger";
  /** Why the item cannot be chosen; shown under its name. */
  because?: string | undefined;
  keys?: ReactNode;
};

export function MenuItem({ tone, because, keys, className, children, ...props }: MenuItemProps) {
  return (
    <Radix.Item className={cn(item, tone === "danger" && "text-bad", className)} disabled={because !== undefined} {...props}>
      <span className="flex flex-col py-1">
        <span className="flex items-center gap-2">{children}</span>
        {because ? <span className="text-11 text-ink-3">{because}</span> : null}
      </span>
      {keys ? <span className="ml-auto pl-3">{keys}</span> : null}
    </Radix.Item>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="words px-2 pt-1.5 pb-0.5 text-11 text-ink-3">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

export type MenuChoiceProps<Value extends string> = {
  label: string;
  value: Value;
  onValueChange: (value: Value) => void;
  options: readonly { value: Value; label: string }[];
};

/** One of a few inside a menu; the menu stays open. */
export function MenuChoice<Value extends string>({ label, value, onValueChange, options }: MenuChoiceProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onValueChange(next as Value)} aria-label={label}>
      <MenuLabel>{label}</MenuLabel>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={item} onSelect={(event) => event.preventDefault()}>
          {option.label}
          <Radix.ItemIndicator className="ml-auto pl-3">
            <Check className="size-3" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
