"use client";

import { Menu } from "@/components/ui/menu";
import type { AccountProps } from "./account-items";

type Items = typeof import("./account-items");

// Comes with what menus are made of, when somebody reaches for it.
let items: Items | null = null;

async function prepare(): Promise<void> {
  items ??= await import("./account-items");
}

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).slice(0, 2) : [...(words[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** Who is signed in, how the console looks to them, and the way out. */
export function AccountMenu(props: AccountProps) {
  const { name } = props;
  return (
    <Menu
      prepare={prepare}
      trigger={
        <button
          type="button"
          aria-label={`Account of ${name}`}
          className="group flex size-6 items-center justify-center rounded-full phone:size-9"
        >
          <span className="flex size-6 items-center justify-center rounded-full bg-selected text-[10px] font-semibold text-ink-2 group-hover:text-ink-1 phone:size-7">
            {initials(name)}
          </span>
        </button>
      }
    >
      <Arrived {...props} />
    </Menu>
  );
}

/** Stands in an open menu only, so the items are there. */
function Arrived(props: AccountProps) {
  if (!items) throw new Error("The account's items were not waited for.");
  return <items.AccountItems {...props} />;
}
