import { z } from "zod";
import { AgentId } from "../trust/signal";
import { TIERS } from "./tier";

const time = z.string();
const tier = z.enum(TIERS);

/** A loss of tier that awaits an agent, and the components that decide it. */
const AwaitedDrop = z.strictObject({
  agentId: AgentId,
  name: z.string(),
  at: time,
  from: tier,
  to: tier,
  dimensions: z.array(z.enum(["cc", "er", "as", "ih"])),
});
export type AwaitedDrop = z.infer<typeof AwaitedDrop>;

/**
 * The fleet in numbers that no list shows. `tiers` counts agents with a certificate in force; `change24h` is by the gate in
 * force, also for yesterday. `routed` is about the newest tasks of the last 24 hours, 2,000 at most.
 */
export const FleetHealth = z
  .strictObject({
    asOf: time,
    agents: z.int(),
    mayAct: z.int(),
    rated: z.int(),
    held: z.int(),
    certified: z.int(),
    tiers: z.array(z.strictObject({ tier, count: z.int(), change24h: z.int() })),
    /** Of the next `days` days; `items` are the soonest. */
    drops: z.strictObject({ days: z.int(), total: z.int(), items: z.array(AwaitedDrop) }),
    /** Of the ranked; `change24h` null where too little is known of then. */
    median: z.strictObject({ score: z.int().nullable(), change24h: z.int().nullable() }),
    /** Unrated agents by what they lack. */
    unrated: z.strictObject({ total: z.int(), noSignals: z.int(), fewSignals: z.int(), fewDimensions: z.int() }),
    signals: z.strictObject({ perMinute: z.int(), reporters: z.int() }),
    routed: z.strictObject({ tasks: z.int(), atFirstTry: z.int() }),
    audits: z.strictObject({ overdue: z.int(), withinWeek: z.int() }),
  })
  .meta({ id: "FleetHealth" });
export type FleetHealth = z.infer<typeof FleetHealth>;
