import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address ? address.port : 0;
}

describe("the demo process", () => {
  it("answers chats while it waits for Muster, and stops everything at SIGTERM", async () => {
    const [muster, port] = [await freePort(), await freePort()];
    const child = spawn(process.execPath, ["--import", "tsx", "demo/fleet.ts"], {
      env: { ...process.env, MUSTER_DEMO_PORT: String(port) },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const waiting = once(lines, "line");
    child.stdin.write(`${JSON.stringify({ url: `http://127.0.0.1:${muster}`, key: "k" })}\n`);
    expect(String((await waiting)[0])).toContain("cannot be reached");
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/agents/demo-ledger-recon/v1/chat/completions`, {
        method: "POST",
        body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "Reply with exactly: READY" }] }),
      });
    const reply = (await (await ask()).json()) as { choices: { message: { content: string } }[] };
    expect(reply.choices[0]?.message.content).toBe("READY");
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    expect(await gone).toEqual([0, null]);
    await expect(ask()).rejects.toThrow();
  });
});
