import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { type ChatMessage, complete, type Patience } from "./completion";
import { closeServers, outboundTo, serve } from "./server.fixture";

afterEach(closeServers);

const USER: ChatMessage[] = [{ role: "user", content: "How many crates?" }];
const WITH_SYSTEM: ChatMessage[] = [{ role: "system", content: "Be brief." }, ...USER];
const QUICK: Patience = { backoffMs: 1, longestPauseMs: 5 };

type Reply = { status?: number; headers?: Record<string, string>; body?: unknown };
const message = (content: unknown, more: object = {}) => ({ choices: [{ message: { role: "assistant", content, ...more } }] });

/** An endpoint that gives these replies in turn, the last one for ever. */
async function endpointOf(...replies: (Reply | ((response: ServerResponse) => void))[]) {
  const requests: unknown[] = [];
  const { port } = await serve(async (request, response) => {
    const reply = replies[Math.min(requests.length, replies.length - 1)] as (typeof replies)[number];
    requests.push(await json(request));
    if (typeof reply === "function") return reply(response);
    const { status = 200, headers = {}, body = message("Result: 74") } = reply;
    response.writeHead(status, headers).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  const ask = (messages = USER, patience: Patience = {}, signal = new AbortController().signal) =>
    complete({ url: `http://127.0.0.1:${port}/` }, { messages, maxTokens: 1024 }, outboundTo([port]), signal, {
      ...QUICK,
      ...patience,
    });
  return { port, requests, ask };
}

const ms = expect.any(Number);

describe("an answer", () => {
  it("comes with what the endpoint says of it", async () => {
    const body = {
      choices: [{ message: { content: "Result: 74" }, finish_reason: "stop" }],
      usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13 },
    };
    const { ask, requests } = await endpointOf({ body });
    expect(await ask()).toEqual({
      kind: "answer",
      text: "Result: 74",
      finishReason: "stop",
      usage: { promptTokens: 9, completionTokens: 4 },
      status: 200,
      latencyMs: ms,
      attempts: [{ status: 200, ms }],
    });
    expect(requests).toEqual([{ messages: USER, max_tokens: 1024 }]);
  });

  it("is asked for with model and temperature only where there are any", async () => {
    const { port, requests } = await endpointOf({});
    const chat = { model: "m", messages: WITH_SYSTEM, maxTokens: 4096, temperature: 0 };
    const outbound = outboundTo([port]);
    await complete({ url: `http://127.0.0.1:${port}/` }, chat, outbound, new AbortController().signal);
    expect(requests).toEqual([{ model: "m", messages: WITH_SYSTEM, max_tokens: 4096, temperature: 0 }]);
  });

  it.each<[string, Reply, string, string | null]>([
    ["an empty text", { body: message("") }, "", null],
    ["no content", { body: message(null) }, "", null],
    ["a call of tools", { body: message(undefined, { tool_calls: [] }) }, "", null],
    ["a refusal in its own place", { body: message(null, { refusal: "I can't." }) }, "I can't.", null],
    [
      "parts",
      { body: message([{ type: "text", text: "Result" }, { type: "image" }, null, { type: "text", text: ": 74" }]) },
      "Result: 74",
      null,
    ],
    ["half a character", { body: '{"choices":[{"message":{"content":"a\\ud800"}}]}' }, "a\ufffd", null],
    ["one cut off", { body: { choices: [{ message: { content: "Res" }, finish_reason: "length" }] } }, "Res", "length"],
    ["a filter's, OpenAI", { status: 400, body: { error: { code: "content_filter", message: "…" } } }, "", "content_filter"],
    [
      "a filter's, Azure",
      { status: 400, body: { error: { code: "x", innererror: { code: "ResponsibleAIPolicyViolation" } } } },
      "",
      "content_filter",
    ],
  ])("may be %s", async (_, reply, text, finishReason) => {
    const { ask, requests } = await endpointOf(reply);
    expect(await ask(WITH_SYSTEM)).toMatchObject({ kind: "answer", text, finishReason });
    expect(requests).toHaveLength(1);
  });

  it("counts tokens only where the counts are counts", async () => {
    const usage = { prompt_tokens: -1, completion_tokens: "many" };
    const { ask } = await endpointOf({ body: { ...message("a"), usage } });
    expect(await ask()).toMatchObject({ usage: null });
  });
});

describe("an endpoint that fails", () => {
  it.each<[string, Reply | ((response: ServerResponse) => void), string, object]>([
    ["with 503", { status: 503 }, "http_503", { status: 503 }],
    ["with 500 and an answer's body", { status: 500, body: message("a") }, "http_500", { status: 500 }],
    ["with 429", { status: 429, headers: { "retry-after": "3600" } }, "http_429", { status: 429 }],
    ["with garbage", { body: "<html>" }, "no_choices", { status: 200 }],
    ["with nothing", { status: 204, body: "" }, "no_choices", { status: 204 }],
    ["without a choice", { body: { choices: [] } }, "no_choices", { status: 200 }],
    ["with a choice that is none", { body: { choices: [{ text: "a" }] } }, "no_choices", { status: 200 }],
    ["with content that is no text", { body: message({ a: 1 }) }, "no_choices", { status: 200 }],
    ["by closing", (response) => response.destroy(), "closed", { error: "closed" }],
    ["by silence", () => {}, "timeout", { error: "timeout" }],
  ])("%s is asked twice more, then the probe is unmeasured", async (_, reply, code, attempt) => {
    const { ask, requests } = await endpointOf(reply);
    const expected = { ...attempt, ms };
    expect(await ask(USER, { limits: { totalMs: 150 } })).toEqual({
      kind: "unmeasured",
      code,
      detail: expect.stringMatching(/\.$/),
      attempts: [expected, expected, expected],
    });
    expect(requests).toHaveLength(3);
  });

  it("once has answered all the same", async () => {
    const { ask } = await endpointOf({ status: 503 }, { status: 429, headers: { "retry-after": "1" } }, {});
    expect(await ask()).toMatchObject({ kind: "answer", attempts: [{ status: 503 }, { status: 429 }, { status: 200 }] });
  });

  it("because the request is wrong is not asked again", async () => {
    const { ask, requests } = await endpointOf({ status: 400, body: { error: { message: "max_tokens is too large" } } });
    expect(await ask(WITH_SYSTEM)).toMatchObject({ kind: "unmeasured", code: "http_400" });
    expect(requests).toHaveLength(1);
  });

  it.each([401, 403, 404])("with %i stops the audit", async (status) => {
    const { ask, requests } = await endpointOf({ status });
    expect(await ask()).toMatchObject({ kind: "stop", code: `http_${status}`, attempts: [{ status }] });
    expect(requests).toHaveLength(1);
  });

  it("by a redirect, or at an address that may not be called, stops the audit", async () => {
    const { ask, port } = await endpointOf({ status: 302, headers: { location: "/" } });
    expect(await ask()).toMatchObject({ kind: "stop", code: "redirect", attempts: [{ error: "redirect" }] });
    const chat = { messages: USER, maxTokens: 1 };
    const { signal } = new AbortController();
    const url = `http://127.0.0.1:${port}/`;
    expect(await complete({ url }, chat, outboundTo([]), signal)).toMatchObject({ kind: "stop", code: "refused_address" });
    const named = complete({ url, credential: "none" }, chat, outboundTo([port]), signal);
    expect(await named).toMatchObject({ kind: "stop", code: "refused_credential" });
  });
});

describe("a system message that the endpoint does not take", () => {
  it.each([
    { error: { message: "System role not supported" } },
    { error: { message: "'messages[0].role' does not support 'system' with this model", param: "messages[0].role" } },
    { error: { message: "Developer instruction is not enabled for models/gemma-3" } },
    { message: "Conversation roles must alternate user/assistant/user/assistant/..." },
    { error: "Only user and assistant roles are supported, not system!" },
    { detail: "Invalid role: system" },
  ])("is told apart: %o", async (body) => {
    const { ask, requests } = await endpointOf({ status: 400, body });
    expect(await ask(WITH_SYSTEM)).toEqual({ kind: "system_refused", attempts: [{ status: 400, ms }] });
    expect(requests).toHaveLength(1);
    expect(await ask(USER)).toMatchObject({ kind: "unmeasured", code: "http_400" });
  });
});

describe("a cancelled request", () => {
  it("ends at once, also in the pause before the next try", async () => {
    const leave = new AbortController();
    const listener = () => getEventListeners(leave.signal, "abort")[0];
    const { ask, requests } = await endpointOf(async (response) => {
      const request = listener();
      response.writeHead(503).end();
      // Another one than the request's is the pause's, however long the answer takes on a busy machine.
      while (listener() === request) await nextTurn();
      leave.abort();
    });
    expect(await ask(USER, { backoffMs: 3_600_000 }, leave.signal)).toMatchObject({
      kind: "unmeasured",
      code: "cancelled",
      attempts: [{ status: 503 }],
    });
    expect(await ask(USER, {}, leave.signal)).toMatchObject({ code: "cancelled", attempts: [{ error: "cancelled" }] });
    expect(requests).toHaveLength(1);
  });

  it("is what the asker made it, where the endpoint hangs", async () => {
    const leave = new AbortController();
    const { ask } = await endpointOf(() => setTimeout(() => leave.abort(), 20));
    expect(await ask(USER, {}, leave.signal)).toMatchObject({ kind: "unmeasured", code: "cancelled" });
  });
});
