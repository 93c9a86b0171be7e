import { enrol, evidence, rate } from "./agents";
import { Child } from "./child";
import type { LoadOrder, LoadReply } from "./load";
import { type Server, startMuster } from "./server";
import type { Stream } from "./traffic";

/** A running Muster with rated agents, and a load generator that sends one endless stream of signals about them. */
export class Field {
  private sent = 0;
  /** Epoch ms: the journal says of an agent at most once a minute that its band changed, counted from its first. */
  readonly ratedAt = Date.now();

  private constructor(
    readonly server: Server,
    readonly stream: Stream,
    private readonly loader: Child<LoadOrder, LoadReply>,
    /** Milliseconds that registering and the first signals took. */
    readonly setUp: { register: number; rate: number },
  ) {}

  static async open(port: number, agents: number, prefix: string): Promise<Field> {
    const server = await startMuster(port);
    const start = performance.now();
    const ids = await enrol(server, prefix, agents);
    const registered = performance.now();
    await rate(server, ids, "more");
    const setUp = { register: registered - start, rate: performance.now() - registered };
    return new Field(server, { agents: ids, run: `run-${port}` }, Child.start("./load.ts"), setUp);
  }

  /** The same for a fleet of any size: its agents register themselves, with one signal in each dimension. */
  static async openLarge(port: number, agents: number): Promise<Field> {
    const server = await startMuster(port);
    const start = performance.now();
    const ids = await enrol(server, "fleet", agents);
    const setUp = { register: performance.now() - start, rate: 0 };
    return new Field(server, { agents: ids, run: `run-${port}` }, Child.start("./load.ts"), setUp);
  }

  /** Index of the next signal of the stream. */
  get next(): number {
    return this.sent;
  }

  async load(order: Pick<LoadOrder, "batch" | "connections" | "seconds" | "rate">, key: string): Promise<LoadReply> {
    const reply = await this.loader.ask({ ...order, port: this.server.port, key, stream: this.stream, from: this.sent });
    this.sent += reply.signals;
    return reply;
  }

  evidence(): Promise<number[]> {
    return evidence(this.server, this.stream.agents);
  }

  async close(): Promise<void> {
    this.loader.stop();
    await this.server.stop();
  }
}
