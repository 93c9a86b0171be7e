import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A part of the bench in a process of its own: takes orders one after the other and answers each. */
export class Child<Order, Reply> {
  private constructor(private readonly process: ChildProcess) {}

  /** @param file its source, relative to this folder; it calls `obey`. `flags` are for node. */
  static start<Order, Reply>(file: string, flags: string[] = []): Child<Order, Reply> {
    const path = fileURLToPath(new URL(file, import.meta.url));
    return new Child(fork(path, { execArgv: [...flags, "--import", "tsx"], serialization: "advanced" }));
  }

  ask(order: Order): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const onExit = (code: number | null) => reject(new Error(`a part of the bench ended with code ${code}`));
      this.process.once("exit", onExit);
      this.process.once("message", (message: { reply: Reply } | { failure: string }) => {
        this.process.off("exit", onExit);
        if ("failure" in message) reject(new Error(message.failure));
        else resolve(message.reply);
      });
      this.process.send(order as object);
    });
  }

  /** Holds it still as a system does that has no time for it, until `resume`. */
  freeze(): void {
    this.process.kill("SIGSTOP");
  }

  resume(): void {
    this.process.kill("SIGCONT");
  }

  stop(): void {
    this.process.kill("SIGKILL");
  }
}

/** The other side of `ask`. */
export function obey<Order, Reply>(carryOut: (order: Order) => Promise<Reply>): void {
  process.on("message", (order) => {
    carryOut(order as Order).then(
      (reply) => process.send?.({ reply }),
      (error: unknown) => process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit(0));
}
