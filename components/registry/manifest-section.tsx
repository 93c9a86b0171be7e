"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { Chip } from "@/components/ui/chip";
import { exact, integer } from "@/components/ui/format";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";

/** What the agent says of itself, and since when it is known here. */
export function ManifestSection({ agentId }: { agentId: string }) {
  const agent = useQuery(queries.agent(agentId));
  return (
    <Section title="Manifest" note="declared by whoever registered it">
      {agent.data ? <Declared agent={agent.data} /> : <DeclaredSkeleton />}
    </Section>
  );
}

function Declared({ agent }: { agent: Agent }) {
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
      <Item name="Capabilities">
        <Words words={agent.capabilities} />
      </Item>
      <Item name="Keywords">
        <Words words={agent.keywords} />
      </Item>
      <Item name="Rate per task">{agent.rateSats === null ? "not declared" : `${integer(agent.rateSats)} sats`}</Item>
      <Item name="Capacity">{integer(agent.capacity)} tasks at once</Item>
      {agent.endpoint && (
        <Item name="Endpoint">
          <code className="break-all">{agent.endpoint.url}</code>
        </Item>
      )}
      {agent.architectureHash && (
        <Item name="Architecture">
          <code>{agent.architectureHash}</code>
        </Item>
      )}
      <Item name="Registered">
        <time dateTime={agent.registeredAt}>{exact(agent.registeredAt)}</time>
      </Item>
    </dl>
  );
}

function Item({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="whitespace-nowrap text-ink-3">{name}</dt>
      <dd className="figures m-0 min-w-0 text-ink-2">{children}</dd>
    </>
  );
}

function Words({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <span className="text-ink-3">none declared</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {words.map((word) => (
        <Chip key={word}>
          <PlainText text={word} />
        </Chip>
      ))}
    </span>
  );
}

function DeclaredSkeleton() {
  return (
    <div role="status" aria-label="Loading the manifest" className="flex flex-col gap-1.5">
      {[120, 96, 56, 104, 176].map((width) => (
        <div key={width} className="flex h-5 items-center gap-4">
          <Skeleton width={72} />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
  );
}
