"use client";

import { BookOpen, CircleUser, Compass, Keyboard, LogOut, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Keys } from "@/components/ui/kbd";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { Act } from "@/lib/http/problem";
import { DENSITIES, THEMES, type Theme, useDensity } from "./appearance";
import { leave } from "./sign-out";
import { chooseZone, zoneChoice, zoneChoices } from "./time-zone";

function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = words.length > 1 ? words.map((word) => word[0]).slice(0, 2) : [...(words[0] ?? "?")].slice(0, 2);
  return letters.join("").toUpperCase();
}

type Props = { name: string; signOut: Act<null, null>; showKeys: () => void; startTour: () => void };

/** Who is signed in, how the console looks to them, and the way out. */
export function AccountMenu({ name, signOut, showKeys, startTour }: Props) {
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const [density, setDensity] = useDensity();

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
      <ZoneMenu />
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/settings/account")}>
        <CircleUser />
        Your account
      </MenuItem>
      <MenuItem onSelect={showKeys} keys={<Keys of="?" />}>
        <Keyboard />
        Keys
      </MenuItem>
      <MenuItem onSelect={startTour}>
        <Compass />
        Take the tour
      </MenuItem>
      <MenuItem onSelect={() => router.push("/settings")}>
        <Settings2 />
        Settings
      </MenuItem>
      <MenuItem onSelect={() => router.push("/docs")}>
        <BookOpen />
        API reference
      </MenuItem>
      <MenuItem onSelect={() => void leave(signOut)}>
        <LogOut />
        Sign out
      </MenuItem>
    </Menu>
  );
}

/** Stands in an open menu only: what is local, a server does not know. */
function ZoneMenu() {
  return <MenuChoice label="Times" value={zoneChoice()} onValueChange={chooseZone} options={zoneChoices()} />;
}
