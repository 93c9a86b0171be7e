"use client";

import { useRouter } from "next/navigation";
import { useBarred } from "@/components/live/permission";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";

type Props = { running: boolean; loadDemo: Act<null, unknown>; removeDemo: Act<null, unknown> };

/** The simulated fleet: there or not, and the one button that changes it. */
export function DemoSettings({ running, loadDemo, removeDemo }: Props) {
  const router = useRouter();
  const barred = useBarred();
  const load = useAct(loadDemo);
  const remove = useAct(removeDemo);
  const failure = load.failure ?? remove.failure;

  async function change() {
    const result = await (running ? remove : load).run(null);
    if (!result.ok) return;
    notify({ text: running ? "Demo fleet removed" : "Demo fleet is starting; its agents appear within seconds" });
    router.refresh();
  }

  return (
    <Section title="Demo fleet" note={running ? "loaded" : "not loaded"}>
      <div className="flex max-w-180 flex-col gap-3">
        <p className="text-ink-2">
          {running
            ? "Simulated agents of different characters report to this server through the public API, with a key of their own. Removing them ends their key and deregisters them; what they did stays in the journal."
            : "Starts simulated agents of different characters in a process of their own. They report through the public API only, like yours would. A DEMO badge stands on every page until they are removed."}
        </p>
        {failure ? <ErrorPanel {...failure} /> : null}
        <div>
          <Button
            because={barred(running ? "removeDemo" : "loadDemo")}
            variant={running ? "danger" : "primary"}
            pending={load.pending || remove.pending}
            onClick={change}
          >
            {running ? "Remove the demo fleet" : "Load the demo fleet"}
          </Button>
        </div>
      </div>
    </Section>
  );
}
