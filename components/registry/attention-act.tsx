"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { failureOf } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import type { AttentionItem } from "@/lib/registry/attention-shape";
import type { AgentActs } from "./acts";
import { reaudit } from "./audits/reaudit";
import { type Way, wayOf } from "./concern-ways";
import { useObstacle } from "./use-obstacle";

const AgentQuestion = dynamic(() => import("./agent-question").then((it) => it.AgentQuestion), { ssr: false });

type Props = { item: AttentionItem; name: string; acts: AgentActs };

/** The one button of a thing that needs somebody: it does it, asks for the reason it takes, or opens where it is done. */
export function AttentionAct({ item, name, acts }: Props) {
  const way = wayOf(item);
  const words = (
    <>
      {way.label}
      <span className="sr-only">
        : <PlainText text={name} />
      </span>
    </>
  );
  if (way.does === "open")
    return (
      <Button asChild size="sm">
        <Link data-act href={way.href} prefetch={false}>
          {words}
        </Link>
      </Button>
    );
  const agentId = item.agent?.id ?? "";
  if (way.does === "audit") return <AuditAct {...{ agentId, name, words, request: acts.audit }} />;
  return <AskAct {...{ agentId, way, words, acts }} />;
}

type AuditProps = { agentId: string; name: string; words: React.ReactNode; request: AgentActs["audit"] };

function AuditAct({ agentId, name, words, request }: AuditProps) {
  const client = useQueryClient();
  const obstacle = useObstacle();
  const [state, setState] = useState<"idle" | "pending" | "asked">("idle");
  const run = async () => {
    if (state !== "idle") return;
    setState("pending");
    await reaudit(client, request, agentId, name);
    setState("asked");
  };
  return (
    <Button
      data-act
      size="sm"
      aria-busy={state === "pending" || undefined}
      because={obstacle("audit", undefined) ?? (state === "asked" ? "It was asked for just now." : null)}
      onClick={() => void run()}
    >
      {words}
    </Button>
  );
}

type AskProps = { agentId: string; way: Extract<Way, { does: "ask" }>; words: React.ReactNode; acts: AgentActs };

function AskAct({ agentId, way: { step, cause }, words, acts }: AskProps) {
  const client = useQueryClient();
  const obstacle = useObstacle();
  const [agent, setAgent] = useState<Agent | null>(null);
  const [pending, setPending] = useState(false);
  const ask = async () => {
    setPending(true);
    try {
      setAgent(await client.fetchQuery({ ...queries.agent(agentId), staleTime: 0 }));
    } catch (error) {
      notify({ text: failureOf(error).detail });
    }
    setPending(false);
  };
  return (
    <>
      <Button data-act size="sm" because={obstacle(step, undefined)} aria-busy={pending || undefined} onClick={() => void ask()}>
        {words}
      </Button>
      {agent ? <AgentQuestion agent={agent} acts={acts} asked={{ step, cause }} close={() => setAgent(null)} /> : null}
    </>
  );
}
