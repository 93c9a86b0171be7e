import type { ReactNode } from "react";
import { SettingsGuide } from "@/components/settings/settings-guide";
import { SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex grow phone:flex-col">
      <h1 className="sr-only">Settings</h1>
      <SettingsNav />
      {/* The first section is the page: its title is as large as that of any other. */}
      <div className="min-w-0 grow [&>section:first-child>header>h2]:text-16">
        {children}
        <SettingsGuide />
      </div>
    </div>
  );
}
