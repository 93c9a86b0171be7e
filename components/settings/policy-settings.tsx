"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useBoard } from "@/components/live/live-provider";
import { useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { count } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { NumberBox } from "@/components/ui/number-box";
import { Section } from "@/components/ui/section";
import { Switch } from "@/components/ui/switch";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { TrustPolicy } from "@/lib/trust/policy";
import type { TrustPolicyVersion } from "@/lib/trust/setting";
import { Loaded } from "./loaded";
import { policyEffect } from "./policy-effect";
import { AUTO_REGISTER, POLICY_NUMBERS, policyChanges, policyRows } from "./policy-fields";
import { useShown } from "./use-shown";
import { CompareButton, VersionDiff } from "./version-diff";
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
      <Section title="History" note="newest first" className="border-t border-line">
        <Loaded query={history} what="The history">
          {(versions) => <History versions={versions} />}
        </Loaded>
      </Section>
      {history.data && history.data.length > 1 && <VersionDiff versions={history.data} of="Setting" rows={policyRows} />}
    </>
  );
}

function PolicyForm({ inForce, change }: { inForce: TrustPolicyVersion; change: Change }) {
  // Kept apart from what is in force: a version made by somebody else meanwhile must not undo what was typed.
  const [draft, setDraft] = useState<Partial<TrustPolicy>>({});
  const [basis, setBasis] = useState(inForce.version);
  const [reason, setReason] = useState("");
  const { run, pending, failure, clear } = useAct(change);
  const next = { ...policyOf(inForce), ...draft };
  const changes = policyChanges(policyOf(inForce), next);
  const linesCross = next.warningThreshold < next.revocationThreshold;
  const overtaken = changes.length > 0 && basis !== inForce.version;

  function set(member: keyof TrustPolicy, value: number | boolean) {
    if (Object.keys(draft).length === 0) setBasis(inForce.version);
    setDraft({ ...draft, [member]: value });
  }

  function reset() {
    setDraft({});
    setReason("");
    clear();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ ...next, reason: reason.trim(), ifVersion: inForce.version });
    if (!result.ok) return;
    reset();
    notify({ text: `Version ${result.data.version} of the trust policy is in force` });
  }

  return (
    <form onSubmit={submit} className="max-w-180">
      <VersionLine {...inForce} />
      <div className="mt-3">
        {POLICY_NUMBERS.map(({ member, name, does, min, max, unit }) => (
          <Row key={member} name={name} does={does}>
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
            <span className="w-28 text-12 text-ink-3">{unit}</span>
          </Row>
        ))}
        <Row name={AUTO_REGISTER.name} does={AUTO_REGISTER.does}>
          <Switch aria-label={AUTO_REGISTER.name} checked={next.autoRegister} onCheckedChange={(on) => set("autoRegister", on)} />
          <span className="w-28 text-12 text-ink-3">{next.autoRegister ? "on" : "off"}</span>
        </Row>
      </div>
      {changes.length > 0 ? (
        <div className="mt-4 flex flex-col gap-3">
          <div className="rounded-2 border border-dashed border-preview bg-preview-bg px-3 py-2">
            <p>
              <span className="font-semibold text-preview">Not saved yet.</span> {changes.join(", ")}.
            </p>
            <Effect policy={next} />
          </div>
          {linesCross ? <p className="text-bad">The warning line must not be under the revocation line.</p> : null}
          {overtaken ? (
            <p className="text-warn">
              Version {inForce.version} came into force meanwhile, set by {inForce.actor}. Your changes are kept and would now
              change that version.
            </p>
          ) : null}
          <Field label="Reason, kept in the journal">
            {(wiring) => (
              <Input
                {...wiring}
                required
                maxLength={2000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                className="h-8"
              />
            )}
          </Field>
          {failure ? <ErrorPanel {...failure} title="The policy was not changed" /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={reset}>
              Reset
            </Button>
            <Button type="submit" variant="primary" pending={pending} disabled={linesCross || reason.trim() === ""}>
              Apply version {inForce.version + 1}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  );
}

function Row({ name, does, children }: { name: string; does: string; children: ReactNode }) {
  return (
    <div className="flex min-h-13 items-center gap-4 border-b border-line py-2 phone:flex-wrap phone:gap-2">
      <div className="min-w-0 grow">
        <p className="font-medium">{name}</p>
        <p className="text-12 text-ink-3">{does}</p>
      </div>
      <div className="flex shrink-0 items-center justify-end gap-2">{children}</div>
    </div>
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

function History({ versions }: { versions: readonly TrustPolicyVersion[] }) {
  const { shown, more } = useShown(versions);
  return (
    <>
      <Table label="Versions of the trust policy">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th>Changed</Th>
            <Th>Reason</Th>
            <Th>Set by</Th>
            <Th>When</Th>
            <Th>
              <span className="sr-only">Action</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((version, index) => {
            const before = versions[index + 1];
            const changes = before ? policyChanges(policyOf(before), policyOf(version)).join(", ") : "The beginning";
            return (
              <tr key={version.version}>
                <Td className="font-medium">{version.version}</Td>
                <Td className="max-w-100 truncate" title={changes}>
                  {changes || "Nothing"}
                </Td>
                <Td className="max-w-80 truncate" title={version.reason}>
                  {version.reason}
                </Td>
                <Td className="max-w-40 truncate text-ink-2">{version.actor}</Td>
                <Td className="text-ink-2">
                  <TimeAgo at={version.since} />
                </Td>
                <Td numeric>{before ? <CompareButton version={version.version} /> : null}</Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {more}
    </>
  );
}
