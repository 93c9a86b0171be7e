import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Endpoint } from "./endpoint";

type Completion = {
  id: string;
  object: string;
  created: number;
  model: string;
  choices: { index: number; message: { role: string; content: string }; finish_reason: string }[];
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
};

const endpoint = new Endpoint(0);
beforeAll(async () => {
  await endpoint.listen(0);
  endpoint.seat("demo-steady", "steady", 1);
  endpoint.seat("demo-absent", "absent", 1);
});
afterAll(() => endpoint.close());

const chat = (content: unknown, more: object = {}) => ({ model: "m-1", messages: [{ role: "user", content }], ...more });
const post = (body: unknown, id = "demo-steady") =>
  fetch(endpoint.urlOf(id), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const errorOf = async (response: Response) => ((await response.json()) as { error: Record<string, unknown> }).error;

describe("a demo agent's endpoint", () => {
  it("answers a chat in the shape of OpenAI's chat completions", async () => {
    const response = await post(chat("What is the capital of Norway? Answer in one word."));
    expect(response.status).toBe(200);
    const body = (await response.json()) as Completion;
    expect(body).toMatchObject({ object: "chat.completion", model: "m-1" });
    expect(body.id).toMatch(/^chatcmpl-[0-9a-f]{24}$/);
    expect(Math.abs(body.created - Date.now() / 1000)).toBeLessThan(60);
    expect(body.choices).toEqual([{ index: 0, message: { role: "assistant", content: "Oslo" }, finish_reason: "stop" }]);
    expect(body.usage.total_tokens).toBe(body.usage.prompt_tokens + body.usage.completion_tokens);
  });

  it("takes content in text parts", async () => {
    const body = (await (await post(chat([{ type: "text", text: "Reply with exactly: READY" }]))).json()) as Completion;
    expect(body.choices[0]?.message.content).toBe("READY");
  });

  it("cuts a reply at max_tokens and says so", async () => {
    const body = (await (await post(chat("Describe a lighthouse in 80 words.", { max_tokens: 8 }))).json()) as Completion;
    expect(body.choices[0]?.finish_reason).toBe("length");
    expect(body.choices[0]?.message.content.split(" ").length).toBeLessThanOrEqual(6);
  });

  it.each([
    ["no JSON", "{", null],
    ["a list", "[]", null],
    ["no model", { messages: [{ role: "user", content: "x" }] }, "model"],
    ["no messages", { model: "m", messages: [] }, "messages"],
    [
      "too many messages",
      { model: "m", messages: Array.from({ length: 201 }, () => ({ role: "user", content: "x" })) },
      "messages",
    ],
    ["a strange role", { model: "m", messages: [{ role: "boss", content: "x" }] }, "messages[0].role"],
    ["content that is no text", { model: "m", messages: [{ role: "user", content: { a: 1 } }] }, "messages[0].content"],
    ["an image", chat([{ type: "image_url", image_url: { url: "x" } }]), "messages[0].content"],
    ["a wish for a stream", chat("x", { stream: true }), "stream"],
    ["max_tokens 0", chat("x", { max_tokens: 0 }), "max_tokens"],
  ])("refuses %s with OpenAI's error", async (_, body, param) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ type: "invalid_request_error", param, message: expect.any(String) });
  });

  it("knows nobody else and no other path", async () => {
    expect((await post(chat("x"), "demo-nobody")).status).toBe(404);
    expect((await fetch(new URL("/", endpoint.urlOf("a")))).status).toBe(404);
    expect((await post(chat("x"), "%E0%A4%A")).status).toBe(404);
    const got = await fetch(endpoint.urlOf("demo-steady"));
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("answers 503 for an agent that is gone", async () => {
    const response = await post(chat("x"), "demo-absent");
    expect(response.status).toBe(503);
    expect(await errorOf(response)).toMatchObject({ type: "server_error" });
  });

  it("refuses a body that is too large without reading all of it", async () => {
    const { hostname, port, pathname } = new URL(endpoint.urlOf("demo-steady"));
    const socket = connect(Number(port), hostname);
    const reply = new Promise<string>((resolve) => {
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString();
      });
      socket.on("error", () => {});
      socket.on("close", () => resolve(text));
    });
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n`);
    socket.write("x".repeat(400 * 1024));
    expect(await reply).toContain("413");
  });

  it("thinks about several requests at once and asks the rest to come back", async () => {
    const slow = new Endpoint(1);
    await slow.listen(0);
    slow.seat("a", "steady", 3);
    const url = slow.urlOf("a");
    const ask = () => fetch(url, { method: "POST", body: JSON.stringify(chat("What is 20 + 22? Number only.")) });
    const replies = await Promise.all(Array.from({ length: 40 }, ask));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(32);
    expect(statuses.every((status) => status === 200 || status === 429)).toBe(true);
    const pending = ask().catch(() => "broken off");
    await new Promise((resolve) => setTimeout(resolve, 5));
    await slow.close();
    await pending;
    await expect(ask()).rejects.toThrow();
  });

  it("says the same again to the same requests in the same order", async () => {
    const run = async () => {
      const server = new Endpoint(0);
      await server.listen(0);
      server.seat("a", "weak", 9);
      const texts: string[] = [];
      for (let i = 0; i < 12; i++) {
        const response = await fetch(server.urlOf("a"), {
          method: "POST",
          body: JSON.stringify(chat(`What is ${i} + 30? Number only.`)),
        });
        texts.push(((await response.json()) as Completion).choices[0]?.message.content ?? "");
      }
      await server.close();
      return texts;
    };
    expect(await run()).toEqual(await run());
  });
});
