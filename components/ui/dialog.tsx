"use client";

import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { useReturnFocus } from "./return-focus";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** The title is for those who cannot see the window: to all others its content says what it is. */
  quietTitle?: boolean;
  note?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A small window over the page; on a phone at its lower edge. */
export function Dialog({ open, onOpenChange, title, quietTitle = false, note, className, children }: Props) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade" />
        <Radix.Content
          {...returnFocus}
          {...(note ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed top-[20dvh] left-1/2 z-40 max-h-[76dvh] w-105 max-w-[calc(100vw-32px)] -translate-x-1/2 overflow-y-auto rounded-3 bg-raised p-4 shadow-overlay outline-none data-[state=open]:animate-rise",
            "phone:top-auto phone:bottom-0 phone:max-h-[90dvh] phone:w-full phone:max-w-none phone:rounded-b-none phone:pb-6",
            className,
          )}
        >
          <Radix.Title className={quietTitle ? "sr-only" : "text-16 font-semibold"}>{title}</Radix.Title>
          {note ? (
            <Radix.Description asChild>
              <div className="words mt-1 text-ink-2">{note}</div>
            </Radix.Description>
          ) : null}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
