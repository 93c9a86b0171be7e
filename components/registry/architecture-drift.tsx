"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { attempt } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import type { Failure } from "@/components/ui/error-panel";
import { queries } from "@/lib/http/queries";
import type { Agent } from "@/lib/registry/agent";
import { cut } from "@/lib/registry/cut";
import type { AgentActs } from "./acts";
import { useOutcome } from "./agent-question";
import { useObstacle } from "./use-obstacle";

/** Only such a one can be registered: the first 16 hex digits of the architecture's SHA-256. */
const HASH = /^[0-9a-f]{16}$/;

/** The registered architecture beside the one an audit saw, and the way to make that one the registered one. */
export function ArchitectureDrift({ agent, acts }: { agent: Agent; acts: AgentActs }) {
  const seen = useQuery(queries.journal({ agentId: agent.id, type: "certification.architecture_mismatch", limit: 1 })).data;
  const [asking, setAsking] = useState(false);
  const tell = useOutcome();
  const obstacle = useObstacle();
  const observed = seen?.items[0]?.data.observed;
  if (typeof observed !== "string") return null;
  const because = obstacle("acceptArchitecture", agent) ?? (HASH.test(observed) ? null : NO_HASH);

  async function accept(reason: string): Promise<Failure | undefined> {
    const result = await attempt(acts.acceptArchitecture, { id: agent.id, architectureHash: String(observed), reason });
    if (result.failure) return result.failure;
    tell(result.data, `The architecture ${observed} is registered`);
    return undefined;
  }

  return (
    <div className="my-2 flex flex-wrap items-center gap-x-6 gap-y-2">
      <dl className="m-0 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
        <dt className="text-ink-3">Registered</dt>
        <dd className="m-0">{agent.architectureHash ? <code>{agent.architectureHash}</code> : "none"}</dd>
        <dt className="text-ink-3">Observed</dt>
        <dd className="m-0">
          <code className="break-all">{cut(observed, 128)}</code>
        </dd>
      </dl>
      {because === null ? (
        <Button onClick={() => setAsking(true)}>Accept the observed one…</Button>
      ) : (
        <p className="text-12 text-ink-3">It cannot be accepted here: {because}</p>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={`Accept the architecture ${observed}?`}
        consequence={`It is registered instead of ${agent.architectureHash ?? "none"}, and the hold for drift is lifted. The certificate stays void: the agent has to be certified anew before it may act.`}
        reason
        action="Accept the architecture"
        cancel="Keep the registered one"
        tone="primary"
        onConfirm={accept}
      />
    </div>
  );
}

const NO_HASH = "what was observed is no hash of 16 hex digits. Declare the new architecture over HTTP.";
