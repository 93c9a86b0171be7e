"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { IconButton } from "./icon-button";
import { useReturnFocus } from "./return-focus";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** One line under the title: what this is about and whom it touches. */
  note?: ReactNode;
  /** Stays at the lower edge: the buttons. */
  footer?: ReactNode;
  className?: string;
  /** Nothing in it can be focused: then the text itself can, so that the keyboard scrolls it. */
  readOnly?: boolean;
  children: ReactNode;
};

/** A panel from the right edge; on a phone from the lower edge, as wide as the screen. */
export function Sheet({ open, onOpenChange, title, note, footer, className, readOnly, children }: Props) {
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim data-[state=open]:animate-fade" />
        <Radix.Content
          {...returnFocus}
          {...(note ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-y-2 right-2 z-40 flex w-110 max-w-[calc(100vw-16px)] flex-col rounded-3 bg-raised shadow-overlay outline-none data-[state=open]:animate-slide-in",
            "phone:inset-x-0 phone:top-auto phone:bottom-0 phone:max-h-[90dvh] phone:w-full phone:max-w-none phone:rounded-b-none phone:data-[state=open]:animate-slide-up",
            className,
          )}
        >
          <header className="flex items-start gap-3 border-b border-line px-4 pt-3.5 pb-3">
            <div className="min-w-0 grow">
              <Radix.Title className="text-16 font-semibold">{title}</Radix.Title>
              {note ? <Radix.Description className="text-12 text-ink-3">{note}</Radix.Description> : null}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" hint={false} className="-mr-1.5">
                <X />
              </IconButton>
            </Radix.Close>
          </header>
          <div tabIndex={readOnly ? 0 : undefined} className="min-h-0 grow overflow-y-auto focus-visible:-outline-offset-2">
            {children}
          </div>
          {footer ? (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line p-4">{footer}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
