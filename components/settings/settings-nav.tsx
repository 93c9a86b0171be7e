import { SideNav } from "@/components/ui/side-nav";
import { PARTS } from "./parts";

/** Parts of the settings. */
export function SettingsNav() {
  return <SideNav label="Settings" parts={PARTS} />;
}
