"use client";

import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useBoard } from "@/components/live/live-provider";
import { count } from "@/components/ui/format";
import { NumberBox } from "@/components/ui/number-box";
import { Section } from "@/components/ui/section";
import { Switch } from "@/components/ui/switch";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { TrustPolicy } from "@/lib/trust/policy";
import type { TrustPolicyVersion } from "@/lib/trust/setting";
import { DraftPanel } from "./draft-panel";
import { Loaded } from "./loaded";
import { policyEffect } from "./policy-effect";
import { AUTO_REGISTER, POLICY_NUMBERS, policyChanges, policyRows } from "./policy-fields";
import { SettingRow } from "./setting-row";
import { useDraft } from "./use-draft";
import { VersionSections } from "./version-history";
import { VersionLine } from "./version-line";

type Change = Act<TrustPolicy & { reason: string; ifVersion?: number }, TrustPolicyVersion>;

/** The trust policy in force, a form for the next version, and the versions before. */
export function PolicySettings({ changeTrustPolicy }: { changeTrustPolicy: Change }) {
  const current = useQuery(queries.trustPolicy());
  const history = useQuery(queries.trustPolicyHistory());
  return (
    <>
      <Section title="Trust policy">
        <Loaded query={current} what="The trust policy">
          {(policy) => <PolicyForm inForce={policy} change={changeTrustPolicy} />}
        </Loaded>
      </Section>
      <VersionSections query={history} of="the trust policy" values="Setting" rows={policyRows} />
    </>
  );
}

function PolicyForm({ inForce, change }: { inForce: TrustPolicyVersion; change: Change }) {
  const draft = useDraft<TrustPolicy, TrustPolicy & { reason: string; ifVersion?: number }, TrustPolicyVersion>(inForce, change);
  const next = { ...policyOf(inForce), ...draft.typed };
  const changes = policyChanges(policyOf(inForce), next);
  const fault =
    next.warningThreshold < next.revocationThreshold ? "The warning line must not be under the revocation line." : null;
  const set = (member: keyof TrustPolicy, value: number | boolean) => draft.set({ [member]: value });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const applied = await draft.apply({ ...next, reason: draft.reason.trim(), ifVersion: inForce.version });
    if (applied) notify({ text: `Version ${applied.version} of the trust policy is in force` });
  }

  return (
    <form onSubmit={submit} className="max-w-180">
      <VersionLine {...inForce} />
      <div className="mt-3">
        {POLICY_NUMBERS.map(({ member, name, does, min, max, unit }) => (
          <SettingRow key={member} name={name} does={does}>
            <NumberBox
              aria-label={name}
              value={next[member]}
              min={min}
              max={max}
              digits={0}
              preview={next[member] !== inForce[member]}
              onCommit={(value) => set(member, value)}
              className="w-16"
            />
            <span className="w-28 text-12 text-ink-3 phone:w-auto">{unit}</span>
          </SettingRow>
        ))}
        <SettingRow name={AUTO_REGISTER.name} does={AUTO_REGISTER.does}>
          <Switch aria-label={AUTO_REGISTER.name} checked={next.autoRegister} onCheckedChange={(on) => set("autoRegister", on)} />
          <span className="w-28 text-12 text-ink-3 phone:w-auto">{next.autoRegister ? "on" : "off"}</span>
        </SettingRow>
      </div>
      {changes.length > 0 ? (
        <div className="mt-4 flex flex-col gap-3">
          <DraftPanel
            draft={draft}
            action="changeTrustPolicy"
            changes={changes}
            fault={fault}
            refused="The policy was not changed"
          >
            <Effect policy={next} />
          </DraftPanel>
        </div>
      ) : null}
    </form>
  );
}

/** What the policy being typed would make of the fleet as it stands. */
function Effect({ policy }: { policy: TrustPolicy }) {
  const board = useBoard();
  if (!board.data) return null;
  const { agents, rated, underRevocation, atRisk } = policyEffect(board.data, policy);
  return (
    <p className="text-12 text-ink-2">
      Of {count(agents, "agent")}, {rated} would be rated and {atRisk} under the warning line.{" "}
      {underRevocation > 0 ? (
        <span className="text-bad">{underRevocation} would be revoked, each at its next signal or with the next weights.</span>
      ) : (
        "None would be revoked."
      )}
    </p>
  );
}

function policyOf({
  revocationThreshold,
  warningThreshold,
  minimumEvidence,
  minimumCoverage,
  sampleIntervalSeconds,
  autoRegister,
}: TrustPolicy): TrustPolicy {
  return { revocationThreshold, warningThreshold, minimumEvidence, minimumCoverage, sampleIntervalSeconds, autoRegister };
}
