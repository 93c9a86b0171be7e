import type { Metadata } from "next";
import { DemoSettings } from "@/components/settings/demo-settings";
import { currentSession } from "@/lib/http/current-session";
import { loadDemo, removeDemo } from "../../actions";

export const metadata: Metadata = { title: "Demo fleet" };

export default async function DemoPage() {
  const session = await currentSession();
  return <DemoSettings running={session?.demo ?? false} loadDemo={loadDemo} removeDemo={removeDemo} />;
}
