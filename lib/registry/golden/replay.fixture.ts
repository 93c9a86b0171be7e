import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Status } from "../agent";
import { architectureHash, canonicalConfig } from "../architecture";
import { type CertificationFacts, certification, initialVector } from "../certificate";
import { DEFAULT_GATE } from "../gate";
import { Gate } from "../gate-shape";
import { Robustness } from "../robustness-shape";
import { statusOf } from "../status";
import { TIERS, type Tier, tierOf } from "../tier";

type File<Case> = { cases: Case[] };

/** A case of one of the golden files. */
export type Golden<Input, Expected> = {
  id: string;
  group: string;
  kind?: string;
  note?: string;
  quirks?: string[];
  input: Input;
  expected: Expected;
};

/** The cases of a file, those without quirks only. */
export function golden<Case extends { quirks?: string[] }>(name: string): Case[] {
  const { cases } = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), "utf8")) as File<Case>;
  return cases.filter((c) => c.quirks === undefined);
}

export type GateConfig = {
  thresholds?: Gate["thresholds"];
  ih_threshold?: number;
  budget_ceilings?: number[];
};

/** A configuration of the original as a gate of ours. Throws where ours is not valid. */
export function gateOf({ thresholds, ih_threshold, budget_ceilings }: GateConfig): Gate {
  return Gate.parse({
    ...DEFAULT_GATE,
    ...(thresholds && { thresholds }),
    ...(ih_threshold !== undefined && { ihThreshold: ih_threshold }),
    ...(budget_ceilings && { budgetCeilings: budget_ceilings }),
  });
}

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

type Op = {
  op: "register" | "certify" | "demote" | "deregister";
  as?: string;
  agent?: string;
  t: number;
  model_config?: Record<string, unknown>;
  robustness?: Robustness;
  audit_type?: string;
  observed_architecture_hash?: string;
};

export type RegistryCase = Golden<
  { gate: GateConfig; ops: Op[] },
  {
    op_results: object[];
    agents: Record<
      string,
      { history: { tier: Tier; robustness: Robustness; audit_type: string; t: number }[] } & Record<string, unknown>
    >;
    active: string[];
    tier_distribution: Record<Tier, number>;
  }
>;

type Replayed = {
  hash: string;
  deregistered: boolean;
  facts: CertificationFacts;
  initial: Robustness | null;
  history: { tier: Tier; robustness: Robustness; audit_type: string; t: number }[];
};

const NONE: Robustness = { cc: 0, er: 0, as: 0, ih: 0 };

/** What the original registry would answer and hold after these operations, from Muster's functions. */
export function replay({ input }: RegistryCase) {
  const gate = gateOf(input.gate);
  const agents = new Map<string, Replayed>();
  const status = (agent: Replayed): Status =>
    statusOf({
      deregistered: agent.deregistered,
      holds: agent.facts.holds,
      certified: agent.facts.previous && { certifiedLevel: agent.facts.previous.level, level: agent.facts.previous.level },
    });
  const tier = (agent: Replayed): Tier => tierOf(agent.facts.previous?.level ?? 0);

  const results = input.ops.map((op) => {
    if (op.op === "register") {
      const hash = architectureHash(canonicalConfig(op.model_config ?? {}), sha256);
      const agent = {
        hash,
        deregistered: false,
        facts: { previous: null, holds: [], architectureHash: hash },
        initial: null,
        history: [],
      };
      agents.set(op.as ?? "", agent);
      return { architecture_hash: hash, status: "pending", tier: "T0" };
    }
    const agent = agents.get(op.agent ?? "");
    if (!agent) return { error: "unknown_agent" };
    if (op.op === "deregister") {
      agent.deregistered = true;
      return { status: status(agent) };
    }
    return certify(agent, op, gate) ?? { tier: tier(agent), status: status(agent) };
  });

  const active = [...agents].filter(([, agent]) => status(agent) === "active");
  return {
    op_results: results,
    agents: Object.fromEntries(
      [...agents].map(([name, agent]) => [
        name,
        {
          status: status(agent),
          current_tier: tier(agent),
          robustness: agent.history.at(-1)?.robustness ?? null,
          initial_robustness: agent.initial ?? NONE,
          architecture_hash: agent.hash,
          last_audit_time: agent.facts.previous?.issuedAt ?? 0,
          history: agent.history,
        },
      ]),
    ),
    active: active.map(([name]) => name),
    tier_distribution: Object.fromEntries(TIERS.map((t) => [t, active.filter(([, agent]) => tier(agent) === t).length])),
  };
}

/** Certifies and notes what follows; answers the error where it is refused. */
function certify(agent: Replayed, op: Op, gate: Gate): { error: string } | null {
  const observed = op.observed_architecture_hash === "same" ? agent.hash : op.observed_architecture_hash;
  const robustness = Robustness.safeParse(op.robustness);
  const auditType = op.op === "demote" ? "demotion" : (op.audit_type ?? "registration");
  const proposal = { robustness: robustness.data ?? NONE, observedArchitectureHash: observed, issuedAt: op.t };
  const outcome = certification(agent.facts, proposal, gate, op.t);
  if (!outcome.ok) {
    agent.facts = { ...agent.facts, holds: [...agent.facts.holds, { cause: "architecture_drift" }] };
    return { error: "architecture_mismatch" };
  }
  if (!robustness.success) return { error: "invalid_robustness" };
  const holds = agent.facts.holds.filter(({ cause }) => !outcome.lift.includes(cause));
  agent.facts = {
    ...agent.facts,
    previous: { level: outcome.level, issuedAt: op.t },
    holds: [...holds, ...outcome.set.map((cause) => ({ cause }))],
  };
  agent.initial = initialVector(agent.initial, auditType, robustness.data);
  agent.history.push({ tier: outcome.tier, robustness: robustness.data, audit_type: auditType, t: op.t });
  return null;
}
