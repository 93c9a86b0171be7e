import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What /metrics tells, in Prometheus' text format. */
export type Metrics = ReturnType<typeof createMetrics>;

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "muster_http_request_duration_seconds",
      help: "Duration of API requests by operation and status",
      labelNames: ["operation", "status"],
      buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    signals: new Counter({ name: "muster_signals_recorded_total", help: "Signals committed since the start", registers }),
    decisions: new Counter({
      name: "muster_routing_decisions_total",
      help: "Decisions about tasks since the start, by outcome",
      labelNames: ["outcome"],
      registers,
    }),
    limited: new Counter({
      name: "muster_rate_limited_total",
      help: "Requests refused because a key went beyond its limit",
      labelNames: ["limit"],
      registers,
    }),
    signIns: new Counter({
      name: "muster_sign_ins_total",
      help: "Attempts to sign in by password or identity provider, by outcome",
      labelNames: ["method", "outcome"],
      registers,
    }),
    waiting: new Gauge({ name: "muster_signals_waiting", help: "Signals waiting for a commit", registers }),
    agents: new Gauge({ name: "muster_agents", help: "Agents not deregistered", registers }),
    sockets: new Gauge({ name: "muster_sockets", help: "Open sockets", registers }),
    cut: new Counter({
      name: "muster_sockets_cut_total",
      help: "Sockets that were cut, by reason",
      labelNames: ["reason"],
      registers,
    }),
    journal: new Gauge({ name: "muster_journal_entries", help: "Entries in the journal", registers }),
    checkpoint: new Gauge({
      name: "muster_journal_checkpoint_entries",
      help: "Entries that the newest signed checkpoint counts",
      registers,
    }),
    checkpointFailures: new Gauge({
      name: "muster_journal_checkpoint_failures",
      help: "Checkpoints that could not be written since the start",
      registers,
    }),
    mismatch: new Gauge({
      name: "muster_journal_checkpoint_mismatch",
      help: "1 while the journal is not the one that the checkpoint file speaks of",
      registers,
    }),
  };
}
