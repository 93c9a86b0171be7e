"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { useBarred } from "@/components/live/permission";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { Segmented } from "@/components/ui/segmented";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { PolicyForeseen } from "@/lib/routing/policy-effect";
import type { RoutingPolicyChange, RoutingPolicyQuestion, RoutingPolicyVersion } from "@/lib/routing/policy-shape";
import { ClassicPolicy } from "./classic-policy";
import { Loaded } from "./loaded";
import { NewPolicyDialog } from "./new-policy-dialog";
import { routingRows } from "./routing-fields";
import { RoutingForm } from "./routing-form";
import { VersionSections } from "./version-history";

export type RoutingActs = {
  change: Act<RoutingPolicyChange & { name: string }, RoutingPolicyVersion>;
  preview: Act<RoutingPolicyQuestion & { name: string }, PolicyForeseen>;
  undo: Act<{ name: string; version: number; reason: string }, RoutingPolicyVersion>;
};

/** Where one stands without having chosen. */
const USUAL = "balanced";

/** Every routing policy: what it weighs, a form for its next version with its effect on the last decisions, and its history. */
export function RoutingSettings({ acts }: { acts: RoutingActs }) {
  const policies = useQuery(queries.routingPolicies());
  const [asked, setAsked] = useQueryState("policy", parseAsString.withDefault(USUAL).withOptions({ scroll: false }));
  const [adding, setAdding] = useState(false);
  const because = useBarred()("changeRoutingPolicy");
  const all = policies.data?.items ?? [];
  return (
    <>
      <Section
        title="Routing policies"
        note="by what tasks are given to agents; a task names one"
        end={
          <Button because={because} onClick={() => setAdding(true)} disabled={!policies.data}>
            <Plus className="size-3" aria-hidden />
            New policy…
          </Button>
        }
      >
        <Loaded query={policies} what="The routing policies">
          {({ items }) => {
            const policy = items.find(({ name }) => name === asked) ?? items.find(({ name }) => name === USUAL);
            if (!policy) return null;
            return (
              <>
                <Segmented
                  label="Policy"
                  value={policy.name}
                  onValueChange={(name) => void setAsked(name === USUAL ? null : name)}
                  options={items.map(({ name }) => ({ value: name, label: name }))}
                  className="mb-4 flex-wrap"
                />
                {policy.name === "classic" ? (
                  <ClassicPolicy policy={policy} />
                ) : (
                  <RoutingForm key={policy.name} inForce={policy} change={acts.change} preview={acts.preview} />
                )}
              </>
            );
          }}
        </Loaded>
      </Section>
      {all.length > 0 ? <PolicyHistory name={all.some(({ name }) => name === asked) ? asked : USUAL} undo={acts.undo} /> : null}
      <NewPolicyDialog
        open={adding}
        onOpenChange={setAdding}
        taken={all.map(({ name }) => name)}
        change={acts.change}
        made={(name) => void setAsked(name)}
      />
    </>
  );
}

function PolicyHistory({ name, undo }: { name: string; undo: RoutingActs["undo"] }) {
  const barred = useBarred();
  const history = useQuery(queries.routingPolicyHistory(name));
  return (
    <VersionSections
      query={history}
      note={`of ${name}, newest first`}
      of={name}
      values="Value"
      rows={routingRows}
      undo={{
        because: barred("undoRoutingPolicy"),
        act: (input) => undo({ name, ...input }),
        consequence: (version) =>
          `${name} of version ${version - 1} comes into force again as a new version: the next task is decided by it. Decisions that were made stay as they are.`,
        done: (former, version) => `Version ${former} of ${name} is in force again, as version ${version}`,
      }}
    />
  );
}
