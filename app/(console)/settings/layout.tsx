import type { ReactNode } from "react";
import { SettingsGuide } from "@/components/settings/settings-guide";
import { SettingsNav } from "@/components/settings/settings-nav";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex grow phone:flex-col">
      <h1 className="sr-only">Settings</h1>
      <SettingsNav />
      <div className="min-w-0 grow">
        {children}
        <SettingsGuide />
      </div>
    </div>
  );
}
