import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A TCP line to a port that a test can cut or let go silent, as networks do. */
export class Wire {
  private readonly ends = new Set<Socket>();
  private state: "open" | "cut" | "silent" = "open";

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {}

  /** Opens a line on a port of its own; `target` is asked for each connection. */
  static async open(target: () => number): Promise<Wire> {
    const server = createServer({ allowHalfOpen: false });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const wire = new Wire(server, (server.address() as { port: number }).port);
    server.on("connection", (near) => wire.join(near, target()));
    return wire;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Ends every connection and accepts none. */
  cut(): void {
    this.state = "cut";
    for (const end of this.ends) end.destroy();
  }

  /** Connections stay, and nothing comes through any more. */
  silence(): void {
    this.state = "silent";
    for (const end of this.ends) end.pause();
  }

  mend(): void {
    this.state = "open";
    for (const end of this.ends) end.resume();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, "close");
  }

  private join(near: Socket, port: number): void {
    if (this.state === "cut") {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(from);
      from.on("data", (chunk) => {
        if (!to.write(chunk)) from.pause();
      });
      to.on("drain", () => {
        if (this.state !== "silent") from.resume();
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.ends.delete(from);
        to.destroy();
      });
      if (this.state === "silent") from.pause();
    }
  }
}
