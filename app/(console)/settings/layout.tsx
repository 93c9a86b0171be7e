import type { ReactNode } from "react";
import { SettingsGuide } from "@/components/settings/settings-guide";
import { SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex grow phone:flex-col">
      <h1 className="sr-only">Settings</h1>
      <SettingsNav />
      {/* The first section is the page: its title is as large as that of any other. What comes after a section that is on its
          way waits for it, so that it never moves. */}
      <div className="min-w-0 grow [&>section:first-child>header>h2]:text-16 [&>:has([data-loading])~*]:hidden">
        {children}
        <SettingsGuide />
      </div>
    </div>
  );
}
