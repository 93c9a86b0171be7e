import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { idOf, type Member, ROSTER } from "../../demo/roster";
import { complete } from "../auditors/completion";
import { closeServers, serve } from "../auditors/server.fixture";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { loadDemo, stopDemoProcess } from "./demo";

let bench: Bench;
beforeEach(async () => {
  bench = await freshRuntime();
});
afterEach(async () => {
  await stopDemoProcess();
  await closeServers();
  await bench.stop();
});

describe("the demo fleet", () => {
  it("answers chats at a port that its start allows and its stop forbids", async () => {
    const { config, outbound } = bench.runtime;
    // It stands for Muster's own port, where the fleet waits to be registered.
    config.port = (await serve(() => {})).port;
    await loadDemo(OWNER);
    const [place] = await vi.waitFor(
      () => {
        expect(outbound.allowed.size).toBe(1);
        return [...outbound.allowed];
      },
      { timeout: 20_000, interval: 20 },
    );
    expect(place).toMatch(/^127\.0\.0\.1:\d+$/);
    const first = idOf(ROSTER[0] as Member, 1);
    const chat = { model: "m", messages: [{ role: "user", content: "What is 2 plus 3?" }] as const, maxTokens: 100 };
    const ask = () =>
      complete({ url: `http://${place}/agents/${first}/v1/chat/completions` }, chat, outbound, new AbortController().signal, {
        backoffMs: 50,
      });
    expect(await ask()).toMatchObject({ kind: "answer", status: 200 });
    await stopDemoProcess();
    expect(outbound.allowed.size).toBe(0);
    const { prisma } = bench.runtime.store;
    await vi.waitFor(async () => expect(await prisma.key.count({ where: { purpose: "demo", revokedAt: null } })).toBe(0));
    expect(await ask()).toMatchObject({ kind: "stop", code: "refused_address" });
  });
});
