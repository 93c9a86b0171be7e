// In a process of its own, started with --expose-gc: what an agent with full windows costs in memory.
import { Fleet, newcomer } from "../lib/engine/fleet";
import { DEFAULT_GATE } from "../lib/registry/gate";
import type { DimensionIndex } from "../lib/trust/dimension";
import { DEFAULT_TRUST_POLICY } from "../lib/trust/policy";
import { DEFAULT_WEIGHTS } from "../lib/trust/weights";
import { obey } from "./child";

export type MemoryReply = { resident: number; heapAndExternal: number };

async function measure({ agents }: { agents: number }): Promise<MemoryReply> {
  const before = used();
  const fleet = filledFleet(agents);
  const after = used();
  if (fleet.windows.evidence(agents) !== 500) throw new Error("the windows are not full");
  return {
    resident: (after.resident - before.resident) / agents,
    heapAndExternal: (after.heapAndExternal - before.heapAndExternal) / agents,
  };
}

function filledFleet(agents: number): Fleet {
  const fleet = new Fleet(
    { version: 1, weights: DEFAULT_WEIGHTS },
    { version: 1, policy: DEFAULT_TRUST_POLICY },
    { version: 1, gate: DEFAULT_GATE, since: 0, entryId: null },
  );
  for (let number = 1; number <= agents; number++) {
    const id = `agent-${number}`;
    fleet.put(newcomer({ number, id, name: `Agent ${number}`, model: "bench-model", registeredBy: "env", auditable: false }));
    for (let i = 0; i < 500; i++) fleet.windows.push(number, (i % 5) as DimensionIndex, (i % 10) / 10, 1, number * 500 + i);
  }
  return fleet;
}

function used(): MemoryReply {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss, heapAndExternal: heapUsed + external };
}

obey(measure);
