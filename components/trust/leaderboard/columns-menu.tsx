"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { Popover } from "radix-ui";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { COLUMN_NAMES } from "./column-names";
import { COLUMNS, type Column, type Columns, moveColumn, withColumn } from "./columns";
import { ColumnsLabel } from "./columns-label";
import { useColumns } from "./use-columns";

type Props = {
  /** Null = by the width of the window. */
  chosen: Columns | null;
  onChoose: (columns: Columns | null) => void;
};

/** Which columns show, and in which order. */
export function ColumnsMenu({ chosen, onChoose }: Props) {
  const [open, setOpen] = useState(true);
  const columns = useColumns(chosen);
  const hidden = COLUMNS.filter((column) => !columns.includes(column));
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button className={chosen === null ? "" : "bg-selected"}>
          <ColumnsLabel />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Columns"
          className="z-50 flex max-h-(--radix-popover-content-available-height) w-72 flex-col rounded-3 bg-raised shadow-overlay outline-none data-[state=open]:animate-rise"
        >
          <ul className="m-0 min-h-0 grow list-none overflow-y-auto p-1.5">
            {columns.map((column, place) => (
              <Choice key={column} column={column} columns={columns} shown onChoose={onChoose}>
                <Mover column={column} columns={columns} by={-1} off={place === 0} onChoose={onChoose} />
                <Mover column={column} columns={columns} by={1} off={place === columns.length - 1} onChoose={onChoose} />
              </Choice>
            ))}
            {hidden.map((column) => (
              <Choice key={column} column={column} columns={columns} shown={false} onChoose={onChoose} />
            ))}
          </ul>
          <div className="flex items-center gap-2 border-line border-t p-2">
            <span className="text-12 text-ink-3">Rank and agent always show.</span>
            <Button size="sm" variant="quiet" className="ml-auto" disabled={chosen === null} onClick={() => onChoose(null)}>
              Reset
            </Button>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type ChoiceProps = {
  column: Column;
  columns: Columns;
  shown: boolean;
  onChoose: Props["onChoose"];
  children?: ReactNode;
};

function Choice({ column, columns, shown, onChoose, children }: ChoiceProps) {
  return (
    <li className="flex h-7 items-center rounded-2 pr-0.5 pl-1.5 hover:bg-hover">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside */}
      <label className="flex min-w-0 grow cursor-pointer items-center gap-2">
        <Checkbox
          checked={shown}
          disabled={shown && columns.length === 1}
          onCheckedChange={(checked) => onChoose(withColumn(columns, column, checked === true))}
        />
        <span className="truncate">{COLUMN_NAMES[column]}</span>
      </label>
      {children}
    </li>
  );
}

type MoverProps = { column: Column; columns: Columns; by: 1 | -1; off: boolean; onChoose: Props["onChoose"] };

/** Moves a column; it keeps the focus, so that it can be pressed again. */
function Mover({ column, columns, by, off, onChoose }: MoverProps) {
  const Arrow = by < 0 ? ArrowUp : ArrowDown;
  const button = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  // A line that is put elsewhere in the document loses the focus.
  useLayoutEffect(() => {
    if (!pressed.current || document.activeElement !== document.body) return;
    pressed.current = false;
    button.current?.focus();
  });
  return (
    <IconButton
      ref={button}
      label={`Move ${COLUMN_NAMES[column]} ${by < 0 ? "left" : "right"}`}
      hint={false}
      size="sm"
      aria-disabled={off || undefined}
      className="border-transparent! bg-transparent! text-ink-2"
      onClick={() => {
        pressed.current = true;
        onChoose(moveColumn(columns, column, by));
      }}
    >
      <Arrow aria-hidden className="size-3" />
    </IconButton>
  );
}
