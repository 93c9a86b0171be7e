import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { nextRequest } from "./battery/grade";
import { MUSTER_EN } from "./battery/muster-en";
import { planAudit } from "./battery/plan";
import type { Message } from "./battery/probe";

// For tests only: a real HTTP endpoint that speaks chat completions.

/** What an endpoint does with a request: a text to answer, or anything else done with the response. */
export type Model = (messages: readonly Message[], response: ServerResponse) => string | undefined | Promise<string | undefined>;

/** An endpoint on this machine, until it is closed; it counts what it was asked. */
export class ModelServer {
  asked: Message[][] = [];
  private constructor(
    private readonly server: Server,
    public model: Model,
  ) {}

  static async listen(model: Model): Promise<ModelServer> {
    const server = createServer((request, response) => void served.answer(request, response));
    const served = new ModelServer(server, model);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return served;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.address}/v1/chat/completions`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as { messages: Message[] };
    this.asked.push(messages);
    const content = await this.model(messages, response);
    if (content === undefined) return;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }] }));
  }
}

/** A model that answers every probe of this audit without a flaw. */
export function flawless(seed: string): Model {
  const answers = new Map<string, string>();
  for (const probe of planAudit(MUSTER_EN, seed)) {
    for (let turn = 0; turn < probe.calls; turn++)
      answers.set(keyOf(nextRequest(probe, probe.gold.slice(0, turn)) ?? []), probe.gold[turn] ?? "");
  }
  return (messages) => answers.get(keyOf(messages)) ?? "I do not know.";
}

const keyOf = (messages: readonly Message[]) => JSON.stringify(messages.map(({ content }) => content));
