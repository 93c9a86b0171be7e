"use client";

import { cloneElement, type ReactNode, type SyntheticEvent, useRef, useState } from "react";
import type { MenuChoiceProps, MenuItemProps, MenuProps } from "./menu-parts";

type Parts = typeof import("./menu-parts");

// What menus are made of is a fifth of a page's script: it comes when somebody reaches for one.
let parts: Parts | null = null;

async function load(): Promise<Parts> {
  parts ??= await import("./menu-parts");
  return parts;
}

/** A menu under its trigger, which is one button. `prepare` fetches what its children need before the menu can open. */
export function Menu({ prepare, ...props }: MenuProps & { prepare?: () => Promise<unknown> }) {
  const [taken, setTaken] = useState<{ open: boolean; focused: boolean } | null>(null);
  const wanted = useRef(false);
  if (taken && parts) return <parts.Menu {...props} taken={taken} />;

  const reach = (event: SyntheticEvent<HTMLElement>, open: boolean) => {
    const button = event.currentTarget;
    wanted.current ||= open;
    void Promise.all([load(), prepare?.()]).then(() =>
      setTaken((already) => already ?? { open: wanted.current, focused: button === document.activeElement }),
    );
  };
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: (event) => reach(event, false),
    onFocus: (event) => reach(event, false),
    onClick: (event) => reach(event, true),
  });
}

/** The parts below stand only in an open menu, so what they are made of is there. */
function arrived(): Parts {
  if (!parts) throw new Error("A part of a menu stands outside of one.");
  return parts;
}

export function MenuItem(props: MenuItemProps) {
  const { MenuItem: Item } = arrived();
  return <Item {...props} />;
}

export function MenuLabel(props: { children: ReactNode }) {
  const { MenuLabel: Label } = arrived();
  return <Label {...props} />;
}

export function MenuSeparator() {
  const { MenuSeparator: Separator } = arrived();
  return <Separator />;
}

/** One of a few inside a menu; the menu stays open. */
export function MenuChoice<Value extends string>(props: MenuChoiceProps<Value>) {
  const { MenuChoice: Choice } = arrived();
  return <Choice {...props} />;
}
