"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { TierChip } from "@/components/chips/tier-chip";
import { attempt, useAct } from "@/components/live/use-act";
import { Button } from "@/components/ui/button";
import { Confirm } from "@/components/ui/confirm";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Field } from "@/components/ui/field";
import { count, integer } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { NumberBox } from "@/components/ui/number-box";
import { Section } from "@/components/ui/section";
import { Table, Td, Th } from "@/components/ui/table";
import { TimeAgo } from "@/components/ui/time-ago";
import { notify } from "@/components/ui/toast";
import type { Act } from "@/lib/http/problem";
import { queries } from "@/lib/http/queries";
import type { Gate } from "@/lib/registry/gate";
import type { GateEffect, GateVersion, TiersInForce } from "@/lib/registry/gate-setting";
import { TIERS } from "@/lib/registry/tier";
import { GATE_ROWS, gateChanges, gateFault, gateOf, gateRows, halfLife } from "./gate-fields";
import { Loaded } from "./loaded";
import { useShown } from "./use-shown";
import { CompareButton, VersionDiff } from "./version-diff";
import { VersionLine } from "./version-line";

export type GateActs = {
  change: Act<Gate & { reason: string; ifVersion?: number }, TiersInForce>;
  preview: Act<Gate, GateEffect>;
  undo: Act<{ version: number; reason: string }, TiersInForce>;
};

/** The gate in force, a form for the next version with its effect on the fleet, and the versions before. */
export function GateSettings({ acts }: { acts: GateActs }) {
  const current = useQuery(queries.tiers());
  const history = useQuery(queries.tiersHistory());
  return (
    <>
      <Section title="Certification gate" note="what each tier needs, allows and loses">
        <Loaded query={current} what="The gate">
          {(gate) => <GateForm inForce={gate} acts={acts} />}
        </Loaded>
      </Section>
      <Section title="History" note="newest first" className="border-t border-line">
        <Loaded query={history} what="The history">
          {(versions) => <History versions={versions} undo={acts.undo} />}
        </Loaded>
      </Section>
      {history.data && history.data.length > 1 && <VersionDiff versions={history.data} of="Setting" rows={gateRows} />}
    </>
  );
}

function GateForm({ inForce, acts }: { inForce: TiersInForce; acts: GateActs }) {
  const [draft, setDraft] = useState<Gate | null>(null);
  const [reason, setReason] = useState("");
  const applying = useAct(acts.change);
  const preview = useAct(acts.preview);
  const [effect, setEffect] = useState<GateEffect | null>(null);
  const next = draft ?? gateOf(inForce);
  const changes = gateChanges(gateOf(inForce), next);
  const fault = gateFault(next);

  function set(values: Partial<Gate>) {
    setDraft({ ...next, ...values });
    setEffect(null);
  }

  function reset() {
    setDraft(null);
    setEffect(null);
    setReason("");
    applying.clear();
    preview.clear();
  }

  async function show() {
    const result = await preview.run(next);
    if (result.ok) setEffect(result.data);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await applying.run({ ...next, reason: reason.trim(), ifVersion: inForce.version });
    if (!result.ok) return;
    reset();
    notify({ text: `Version ${result.data.version} of the gate is in force` });
  }

  return (
    <form onSubmit={submit} className="max-w-200">
      <VersionLine {...inForce} />
      <Tiers inForce={inForce} next={next} set={set} />
      <Singles inForce={inForce} next={next} set={set} />
      {changes.length > 0 ? (
        <div className="mt-4 flex flex-col gap-3">
          <div className="rounded-2 border border-dashed border-preview bg-preview-bg px-3 py-2">
            <p>
              <span className="font-semibold text-preview">Not saved yet.</span> {changes.join(", ")}.
            </p>
            {effect ? <Effect effect={effect} /> : null}
          </div>
          {fault ? <p className="text-bad">{fault}</p> : null}
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
          {preview.failure ? <ErrorPanel {...preview.failure} title="The effect could not be computed" /> : null}
          {applying.failure ? <ErrorPanel {...applying.failure} title="The gate was not changed" /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button variant="quiet" onClick={reset}>
              Reset
            </Button>
            <Button onClick={() => void show()} pending={preview.pending} disabled={fault !== null}>
              Preview the effect
            </Button>
            <Button type="submit" variant="primary" pending={applying.pending} disabled={fault !== null || reason.trim() === ""}>
              Apply version {inForce.version + 1}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  );
}

type Editing = { inForce: TiersInForce; next: Gate; set: (values: Partial<Gate>) => void };

function Tiers({ inForce, next, set }: Editing) {
  return (
    <Table label="What each tier needs and allows" className="mt-3">
      <thead>
        <tr>
          <Th>Tier</Th>
          {TIERS.slice(1).map((tier, i) => (
            <Th key={tier} numeric>
              <TierChip level={i + 1} />
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Td>Agents now</Td>
          {TIERS.slice(1).map((tier) => (
            <Td key={tier} numeric className="figures">
              {integer(inForce.distribution[tier])}
            </Td>
          ))}
        </tr>
        {GATE_ROWS.map(({ key, name, max, digits, step, read, write }) => (
          <tr key={key}>
            <Td>{name}</Td>
            {TIERS.slice(1).map((tier, i) => {
              const value = read(next)[i + 1] ?? 0;
              return (
                <Td key={tier} numeric>
                  <NumberBox
                    aria-label={`${tier}: ${name}`}
                    value={value}
                    min={0}
                    max={max}
                    digits={digits}
                    step={step}
                    preview={value !== read(inForce)[i + 1]}
                    onCommit={(typed) => set(write(next, read(next).with(i + 1, typed)))}
                    className="w-16"
                  />
                </Td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Singles({ inForce, next, set }: Editing) {
  const boxes = [
    { member: "ihThreshold", name: "IH at least", max: 1, digits: 3, step: 0.01, says: "else T0 and a hold" },
    {
      member: "decayRatePerDay",
      name: "Decay a day",
      max: 1_000_000,
      digits: 4,
      step: 0.001,
      says: halfLife(next.decayRatePerDay),
    },
    { member: "satsPerUnit", name: "Sats a unit", max: 1_000_000, digits: 0, step: 1000, says: "of the ceilings" },
  ] as const;
  return (
    <div className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
      {boxes.map(({ member, name, max, digits, step, says }) => (
        <span key={member} className="flex items-center gap-2">
          <span>{name}</span>
          <NumberBox
            aria-label={name}
            value={next[member]}
            min={member === "satsPerUnit" ? 1 : 0}
            max={max}
            digits={digits}
            step={step}
            preview={next[member] !== inForce[member]}
            onCommit={(value) => set({ [member]: value })}
            className="w-18"
          />
          <span className="text-12 text-ink-3">{says}</span>
        </span>
      ))}
    </div>
  );
}

const MOST_NAMED = 20;

function Effect({ effect: { certified, changed, risen, fallen, lost, items } }: { effect: GateEffect }) {
  return (
    <div role="status" className="mt-1 text-12 text-ink-2">
      <p>
        Of {count(certified, "certified agent")}, {integer(changed)} would change tier: {integer(risen)} rise, {integer(fallen)}{" "}
        fall
        {lost > 0 ? <span className="text-bad">, {integer(lost)} of them to T0</span> : null}.
      </p>
      <ul className="m-0 mt-1 list-none p-0">
        {items.slice(0, MOST_NAMED).map(({ agentId, name, previousTier, tier }) => (
          <li key={agentId} className="flex items-center gap-2">
            <span className="min-w-0 truncate">{name}</span>
            <TierChip level={TIERS.indexOf(previousTier)} />
            <span aria-hidden>→</span>
            <TierChip level={TIERS.indexOf(tier)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function History({ versions, undo }: { versions: readonly GateVersion[]; undo: GateActs["undo"] }) {
  const [undoing, setUndoing] = useState<GateVersion | null>(null);
  const { shown, more } = useShown(versions);

  async function takeBack(reason: string) {
    if (!undoing) return undefined;
    const { data, failure } = await attempt(undo, { version: undoing.version, reason });
    if (data) notify({ text: `The gate of version ${undoing.version - 1} is in force again, as version ${data.version}` });
    return failure;
  }

  return (
    <>
      <Table label="Versions of the gate">
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
            const changes = before ? gateChanges(gateOf(before), gateOf(version)).join(", ") : "The beginning";
            return (
              <tr key={version.version}>
                <Td className="font-medium">{version.version}</Td>
                <Td className="max-w-80 truncate" title={changes}>
                  {changes || "Nothing"}
                </Td>
                <Td className="max-w-80 truncate" title={version.reason}>
                  {version.undoes === null ? version.reason : `Undo of version ${version.undoes}: ${version.reason}`}
                </Td>
                <Td className="max-w-40 truncate text-ink-2">{version.actor}</Td>
                <Td className="text-ink-2">
                  <TimeAgo at={version.since} />
                </Td>
                <Td numeric>
                  <span className="inline-flex gap-1">
                    {before ? <CompareButton version={version.version} /> : null}
                    {before && index === 0 ? (
                      <Button size="sm" onClick={() => setUndoing(version)}>
                        Undo…
                      </Button>
                    ) : null}
                  </span>
                </Td>
              </tr>
            );
          })}
        </tbody>
      </Table>
      {more}
      <Confirm
        open={undoing !== null}
        onOpenChange={(open) => setUndoing((version) => (open ? version : null))}
        title={`Undo version ${undoing?.version ?? ""} of the gate?`}
        consequence={`The gate of version ${(undoing?.version ?? 1) - 1} comes into force again as a new version, and every tier follows it at once. The certificates stay as they were issued.`}
        reason
        action="Undo the change"
        cancel={`Keep version ${undoing?.version ?? ""}`}
        tone="primary"
        onConfirm={takeBack}
      />
    </>
  );
}
