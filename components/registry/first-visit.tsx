"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { registerCommand, signalCommand, useOrigin } from "@/components/chips/api-commands";
import { useConnection } from "@/components/live/live-provider";
import { useBarred } from "@/components/live/permission";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { GuideLink } from "@/components/ui/guide-link";
import type { Act } from "@/lib/http/problem";
import type { Agent, AgentRegistration } from "@/lib/registry/agent";
import { AddAgentSheet } from "./add-agent-sheet";

type Props = { loadDemo: Act<null, { started: true }>; registerAgent: Act<AgentRegistration, Agent> };

/** Before the first agent: three ways to get one, and a sign that Muster listens. It gives way by itself when one is there. */
export function FirstVisit({ loadDemo, registerAgent }: Props) {
  const [registering, setRegistering] = useState(false);
  const demo = useAct(loadDemo);
  const [started, setStarted] = useState(false);
  const origin = useOrigin();
  const commands = `${registerCommand(origin, "my-agent")}\n${signalCommand(origin, "my-agent")}`;
  const barred = useBarred();
  const router = useRouter();

  async function load() {
    const { ok } = await demo.run(null);
    setStarted(ok);
    // The frame says DEMO from now on.
    if (ok) router.refresh();
  }

  return (
    <section aria-labelledby="first-visit" className="mx-auto w-full max-w-140 px-gutter py-10 phone:py-6">
      <h1 id="first-visit" className="text-16">
        No agents yet
      </h1>
      <p className="mt-1 mb-4 text-ink-2">
        An agent appears here once it is registered; it is ranked once enough signals about it have arrived.{" "}
        <GuideLink page="first-hour">The first hour, step by step</GuideLink>
      </p>
      <div className="border-line border-b">
        <Way
          title="Load the demo fleet"
          note={
            started
              ? "Starting: the first agents appear in a few seconds"
              : "Simulated agents that report through the public API; removed with one click"
          }
        >
          <Button variant="primary" because={barred("loadDemo")} pending={demo.pending || started} onClick={load}>
            {started ? "Starting…" : "Load"}
          </Button>
        </Way>
        {demo.failure && <ErrorPanel {...demo.failure} className="mb-3" />}
        <Way title="Register agents" note="By hand, or many from a CSV or JSONL file">
          <Button because={barred("registerAgent")} onClick={() => setRegistering(true)}>
            Register…
          </Button>
        </Way>
        <Way title="Send signals" note="With a key of the scopes “operate” and “ingest”, made under Settings">
          <CopyButton text={commands} label="Copy" />
        </Way>
        <section
          tabIndex={0}
          aria-label="Command that registers an agent and sends a signal"
          className="mb-4 overflow-x-auto rounded-2 bg-sunken p-3"
        >
          <pre className="text-12 text-ink-2">
            <code>{commands}</code>
          </pre>
        </section>
      </div>
      <Listening origin={origin} />
      <AddAgentSheet register={registerAgent} open={registering} onOpenChange={setRegistering} />
    </section>
  );
}

function Way({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <div className="flex min-h-14 items-center gap-4 border-line border-t py-2">
      <div className="min-w-0 grow">
        <h2 className="text-13 font-medium">{title}</h2>
        <p className="text-12 text-ink-3">{note}</p>
      </div>
      {children}
    </div>
  );
}

/** Green only while the server is heard. */
function Listening({ origin }: { origin: string }) {
  const { phase, word } = useConnection();
  return (
    <p role="status" className="mt-3 flex items-center gap-1.5 text-12 text-ink-3">
      <svg width="8" height="8" viewBox="0 0 8 8" aria-hidden className={phase === "live" ? "text-live" : "text-ink-3"}>
        <circle cx="4" cy="4" r="4" fill="currentColor" />
      </svg>
      {phase === "live"
        ? `Listening on ${origin.replace(/^https?:\/\//, "")} for the first signal`
        : `${word}: this page fills by itself as soon as the server is heard`}
    </p>
  );
}
