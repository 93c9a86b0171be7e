import { Connection } from "../../bench/connection";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { KEY, type MusterServer, pause, randomOf } from "../server";

type Options = {
  /** Connections, each with one batch under way. */
  senders: number;
  /** Signals of a batch. */
  batch: number;
  /** Signals a second of all senders together; as many as are taken without it. */
  rate?: number;
};

const AGENTS = 40;
export const AGENT_IDS = Array.from({ length: AGENTS }, (_, i) => `agent-${i}`);

export async function registerAgents(server: MusterServer): Promise<void> {
  for (const id of AGENT_IDS) await server.call("POST", "/agents", { body: { id, name: id, model: "test-model" } });
}

/**
 * Clients that report signals over keep-alive connections, batch after batch, and repeat each with the same ids until it is
 * acknowledged. Whatever was acknowledged is remembered here, in memory.
 */
export class Feed {
  /** Names of the batches that were acknowledged; the ids of their signals begin with it. */
  readonly acknowledged: string[] = [];
  /** How often each HTTP status was answered; 0 = no answer. */
  readonly statuses = new Map<number, number>();
  /** Batches that were taken again after they had been acknowledged. */
  repeated = 0;
  /** From the first sending of a batch to its acknowledgement, at most. */
  longestMs = 0;
  private gate: Promise<void> = Promise.resolve();
  private open: () => void = () => {};
  private finished = false;
  private readonly work: Promise<unknown>;
  private readonly began = performance.now();

  constructor(
    private readonly to: MusterServer,
    readonly options: Options,
  ) {
    this.work = Promise.all(Array.from({ length: options.senders }, (_, sender) => this.send(sender)));
  }

  get signals(): number {
    return this.acknowledged.length * this.options.batch;
  }

  /** Unacknowledged batches wait from here on; what is under way goes on. */
  hold(): void {
    this.gate = new Promise((resolve) => {
      this.open = resolve;
    });
  }

  resume(): void {
    this.open();
  }

  /** Ends when every batch that was begun is acknowledged. */
  async finish(): Promise<void> {
    this.finished = true;
    this.open();
    await this.work;
  }

  /** Resolves with the next acknowledgement. */
  async next(): Promise<void> {
    const before = this.acknowledged.length;
    while (this.acknowledged.length === before) await pause(2);
  }

  private async send(sender: number): Promise<void> {
    const random = randomOf(sender);
    const line = new Line(this.to.port, this.statuses);
    let previous: string | null = null;
    for (let number = 0; !this.finished; number++) {
      await this.due(sender, number);
      if (this.finished) break;
      const name = `${sender}-${number}`;
      const body = bodyOf(name, this.options.batch, random);
      const began = performance.now();
      for (let lost = false; ; ) {
        await this.gate;
        // A client that has lost its place sends what was acknowledged once more as well.
        if (lost && previous !== null && (await line.post(previous)) !== null) {
          this.repeated += 1;
          lost = false;
        }
        const answer = await line.post(body);
        if (answer !== null && taken(answer) === this.options.batch) break;
        lost ||= line.ended;
        await pause(10);
      }
      this.longestMs = Math.max(this.longestMs, performance.now() - began);
      this.acknowledged.push(name);
      previous = body;
    }
    line.close();
  }

  private async due(sender: number, number: number): Promise<void> {
    const { rate, batch, senders } = this.options;
    if (rate === undefined) return;
    const at = this.began + ((number * senders + sender) * batch * 1000) / rate;
    while (!this.finished && performance.now() < at) await pause(Math.min(at - performance.now(), 20));
  }
}

/** A connection that is opened anew when it has ended. */
class Line {
  private connection: Connection | null = null;

  constructor(
    private readonly port: number,
    private readonly statuses: Map<number, number>,
  ) {}

  /** True while there is none, for example because the last request got no answer. */
  get ended(): boolean {
    return this.connection === null;
  }

  /** The body of the answer if the batch was taken, otherwise null. */
  async post(body: string): Promise<string | null> {
    this.connection ??= await Connection.open(this.port, KEY).catch(() => null);
    const answer = await this.connection?.post("/api/v1/signals", body).catch(() => null);
    const status = answer?.status ?? 0;
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (!answer) this.close();
    return status === 200 ? (answer?.body ?? null) : null;
  }

  close(): void {
    this.connection?.close();
    this.connection = null;
  }
}

function taken(body: string): number {
  const { accepted, duplicates } = JSON.parse(body) as { accepted: number; duplicates: number };
  return accepted + duplicates;
}

function bodyOf(name: string, size: number, random: () => number): string {
  const signals: string[] = [];
  for (let i = 0; i < size; i++) {
    const agent = Math.floor(random() * AGENTS);
    const dimension = DIMENSIONS[Math.floor(random() * DIMENSIONS.length)];
    // Some agents do well and some badly, so that revocations happen on the way.
    const value = Math.round(1000 * random() ** (0.2 + agent / 10)) / 1000;
    signals.push(
      `{"id":"${name}-${i}","agentId":"${AGENT_IDS[agent]}","dimension":"${dimension}","value":${value},"source":"soak"}`,
    );
  }
  return `{"signals":[${signals.join(",")}]}`;
}
