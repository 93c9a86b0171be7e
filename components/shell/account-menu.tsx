"use client";

import { BookOpen, CircleUser, Keyboard, LogOut, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { attempt } from "@/components/live/use-act";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { DENSITIES, THEMES, type Theme, useDensity } from "./appearance";

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).slice(0, 2) : [...(words[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}

type Props = { name: string; signOut: Act<null, null>; showKeys: () => void };

/** Who is signed in, how the console looks to them, and the way out. */
export function AccountMenu({ name, signOut, showKeys }: Props) {
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const [density, setDensity] = useDensity();

  async function leave() {
    const { failure } = await attempt(signOut, null);
    if (failure) notify({ text: `Not signed out. ${failure.detail}` });
    else window.location.assign("/welcome");
  }

  return (
    <Menu
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
      <MenuLabel>Signed in as {name}</MenuLabel>
      <MenuSeparator />
      <MenuChoice label="Theme" value={(theme ?? "system") as Theme} onValueChange={setTheme} options={THEMES} />
      <MenuSeparator />
      <MenuChoice label="Rows" value={density} onValueChange={setDensity} options={DENSITIES} />
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/settings/account")}>
        <CircleUser />
        Your account
      </MenuItem>
      <MenuItem onSelect={showKeys}>
        <Keyboard />
        Keys
      </MenuItem>
      <MenuItem onSelect={() => router.push("/settings")}>
        <Settings2 />
        Settings
      </MenuItem>
      <MenuItem onSelect={() => router.push("/docs")}>
        <BookOpen />
        API reference
      </MenuItem>
      <MenuItem onSelect={leave}>
        <LogOut />
        Sign out
      </MenuItem>
    </Menu>
  );
}
