import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "../demo/answer";
import { randomFrom } from "../demo/random";
import { TEMPERAMENTS } from "../demo/temperaments";

type Message = { role: "system" | "user" | "assistant"; content: string };
/** What is said to a question; `asked` counts it and those before it. */
type Model = (messages: readonly Message[], asked: number) => string | Promise<string>;

const random = randomFrom(1);

/** Answers as well as the demo's steady agents do. */
export const able: Model = (messages) => answer(messages, { traits: { ...TEMPERAMENTS.steady(0), reason: 1 }, random }) ?? "";

/** An agent's endpoint for chat completions on this machine, until it is closed. */
export class ChatEndpoint {
  asked = 0;

  private constructor(
    private readonly server: Server,
    public model: Model,
  ) {}

  static async listen(model: Model): Promise<ChatEndpoint> {
    const server = createServer();
    const endpoint = new ChatEndpoint(server, model);
    server.on("request", async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      endpoint.asked++;
      const { messages } = JSON.parse(body) as { messages: Message[] };
      const content = await endpoint.model(messages, endpoint.asked);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content }, finish_reason: "stop" }] }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return endpoint;
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
}
