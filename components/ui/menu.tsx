"use client";

import { cloneElement, type ReactNode, useState } from "react";
import type { MenuChoiceProps, MenuItemProps, MenuProps } from "./menu-parts";
import { notify } from "./toast";

type Parts = typeof import("./menu-parts");

// What menus are made of is a fifth of a page's script: it comes when somebody reaches for one.
let parts: Parts | null = null;

async function load(): Promise<Parts> {
  parts ??= await import("./menu-parts");
  return parts;
}

/**
 * A menu under its trigger, which is one button. `prepare` fetches what its children need before the menu can open. The
 * trigger is drawn anew when it is first pressed, never before: between press and release that would lose the click.
 */
export function Menu({ prepare, ...props }: MenuProps & { prepare?: () => Promise<unknown> }) {
  const [pressed, setPressed] = useState(false);
  if (pressed && parts) return <parts.Menu {...props} />;

  const fetch = () => Promise.all([load(), prepare?.()]);
  const soon = () => void fetch().catch(() => undefined);
  const open = () =>
    void fetch().then(
      () => setPressed(true),
      () => notify({ text: "The menu did not arrive: the server could not be reached." }),
    );
  return cloneElement(props.trigger, {
    "aria-haspopup": "menu",
    "aria-expanded": false,
    onPointerEnter: soon,
    onFocus: soon,
    onClick: open,
    onKeyDown: (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      open();
    },
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
