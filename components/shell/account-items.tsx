"use client";

import { BookOpen, CircleUser, Compass, Keyboard, LogOut, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Keys } from "@/components/ui/kbd";
import { MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { Act } from "@/lib/http/problem";
import { DENSITIES, THEMES, type Theme, useDensity } from "./appearance";
import { leave } from "./sign-out";
import { chooseZone, zoneChoice, zoneChoices } from "./time-zone";

export type AccountProps = { name: string; signOut: Act<null, null>; showKeys: () => void; startTour: () => void };

/** What stands in the open menu of the account. */
export function AccountItems({ name, signOut, showKeys, startTour }: AccountProps) {
  const router = useRouter();
  const { theme, setTheme } = useTheme();
  const [density, setDensity] = useDensity();
  return (
    <>
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
    </>
  );
}

/** Stands in an open menu only: what is local, a server does not know. */
function ZoneMenu() {
  return <MenuChoice label="Times" value={zoneChoice()} onValueChange={chooseZone} options={zoneChoices()} />;
}
