"use client";

import { useTheme } from "next-themes";
import type { ReactNode } from "react";
import { DENSITIES, THEMES, type Theme, useDensity } from "@/components/shell/appearance";
import { useSpoken } from "@/components/shell/spoken";
import { chooseZone, zoneChoice, zoneChoices } from "@/components/shell/time-zone";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import { Switch } from "@/components/ui/switch";
import { useAlive } from "@/components/ui/use-alive";

/** Theme, row height, zone of times and the spoken summary of this browser. */
export function AppearanceSettings() {
  const { theme, setTheme } = useTheme();
  const [density, setDensity] = useDensity();
  // The server does not know the theme of this browser.
  const known = useAlive();
  const [spoken, setSpoken] = useSpoken();
  return (
    <Section title="Appearance" note="kept in this browser only">
      <dl className="max-w-180">
        <Row name="Theme">
          <Segmented
            label="Theme"
            value={(known ? (theme ?? "system") : "") as Theme}
            onValueChange={setTheme}
            options={THEMES}
          />
        </Row>
        <Row name="Rows" note="36 or 28 px high">
          <Segmented label="Rows" value={density} onValueChange={setDensity} options={DENSITIES} />
        </Row>
        <Row name="Times" note="exports stay in UTC">
          {known ? <Segmented label="Times" value={zoneChoice()} onValueChange={chooseZone} options={zoneChoices()} /> : null}
        </Row>
        <Row name="Spoken summary" note="for screen readers">
          <span className="flex items-center gap-2">
            <Switch aria-label="Spoken summary of live events" checked={known && spoken} onCheckedChange={setSpoken} />
            <span className="words text-12 text-ink-3">
              Says at most every ten seconds what changed: “3 tier changes, 1 hold in the last minute”.
            </span>
          </span>
        </Row>
      </dl>
      <p className="mt-3 text-12 text-ink-3">Motion follows the setting of your system.</p>
    </Section>
  );
}

function Row({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="flex min-h-13 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-2">
      <dt className="w-32 font-medium">
        {name}
        {note ? <span className="block text-12 font-normal text-ink-3">{note}</span> : null}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
