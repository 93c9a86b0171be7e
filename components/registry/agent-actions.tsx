"use client";

import { Ellipsis, Pause, Play } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { Agent, HoldCause } from "@/lib/registry/agent";
import { HOLD_NAMES } from "@/lib/registry/hold";
import { obstacle as inTheWay } from "@/lib/registry/permit";
import { type AgentActs, type Step, WORDINGS } from "./acts";
import { AgentQuestion, type Asked } from "./agent-question";
import { ReauditButton } from "./audits/reaudit-button";
import { ManifestForm } from "./manifest-form";
import { useObstacle } from "./use-obstacle";

/** What a human can do to this agent: two buttons and a menu; on a phone a bar at the lower edge. */
export function AgentActions({ agent, acts }: { agent: Agent; acts: AgentActs }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [editing, setEditing] = useState(false);
  const ask = (step: Step, cause: HoldCause | null = null) => setAsked({ step, cause });
  const obstacle = useObstacle();
  const pause = inTheWay("resume", agent) === null ? "resume" : "suspend";
  const trust = inTheWay("reinstate", agent) === null ? "reinstate" : "revoke";
  return (
    <>
      <div className="flex items-center gap-2 phone:fixed phone:inset-x-0 phone:bottom-dock phone:z-20 phone:border-line phone:border-t phone:bg-bg phone:px-4 phone:py-2.5 [&>button]:phone:grow [&>button:last-child]:phone:grow-0">
        <ReauditButton agentId={agent.id} name={agent.name} request={acts.audit} />
        <StepButton
          step={pause}
          agent={agent}
          ask={ask}
          icon={
            pause === "resume" ? (
              <Play aria-hidden className="phone:hidden" />
            ) : (
              <Pause className="fill-current stroke-0 phone:hidden" aria-hidden />
            )
          }
        />
        <StepButton step={trust} agent={agent} ask={ask} />
        <Menu
          trigger={
            <IconButton label="More actions" hint={false} variant="default">
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem because={obstacle("update", agent) ?? undefined} onSelect={() => setEditing(true)}>
            Edit manifest…
          </MenuItem>
          <MenuSeparator />
          {(["suspend", "resume", "revoke", "reinstate"] as const).map((step) => (
            <MenuItem key={step} because={obstacle(step, agent) ?? undefined} onSelect={() => ask(step)}>
              {WORDINGS[step].menu}
            </MenuItem>
          ))}
          {agent.holds.length === 0 && <MenuItem because={obstacle("lift", agent) ?? undefined}>{WORDINGS.lift.menu}</MenuItem>}
          {agent.holds.map(({ cause }) => (
            <MenuItem key={cause} because={obstacle("lift", agent) ?? undefined} onSelect={() => ask("lift", cause)}>
              Lift hold {HOLD_NAMES[cause]}…
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem tone="danger" because={obstacle("deregister", agent) ?? undefined} onSelect={() => ask("deregister")}>
            {WORDINGS.deregister.menu}
          </MenuItem>
        </Menu>
      </div>
      <AgentQuestion agent={agent} acts={acts} asked={asked} close={() => setAsked(null)} />
      <ManifestForm agent={agent} update={acts.update} open={editing} onOpenChange={setEditing} />
    </>
  );
}

function StepButton({ step, agent, ask, icon }: { step: Step; agent: Agent; ask: (step: Step) => void; icon?: ReactNode }) {
  const obstacle = useObstacle();
  return (
    <Button variant={step === "revoke" ? "danger" : "default"} because={obstacle(step, agent)} onClick={() => ask(step)}>
      {icon}
      {WORDINGS[step].menu}
    </Button>
  );
}
