import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Lexer } from "marked";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DECLARED } from "../access/declared";
import { able, ChatEndpoint } from "../chat-endpoint";
import { KEY, MusterServer, pause } from "../server";

// The examples of docs/api.md as they stand there, against a real server. Where curl, bash or Python is not on the machine
// the test's name says so, and all that is shown is that the example asks for operations that exist.

type Language = "sh" | "ts" | "python";

const blocks = Lexer.lex(readFileSync("docs/api.md", "utf8")).flatMap((token) =>
  token.type === "code" ? [{ language: token.lang as Language, text: token.text as string }] : [],
);
const of = (language: Language) => blocks.filter((block) => block.language === language).map(({ text }) => text);

const has = (command: string) => spawnSync(command, ["--version"]).status === 0;
const runs = { sh: has("bash") && has("curl"), python: has("python3") };
const named = (able: boolean, name: string) =>
  able ? name : `${name} (NOT RUN: this machine lacks it; operations checked only)`;

let server: MusterServer;
let folder: string;
const endpoints: ChatEndpoint[] = [];

beforeAll(async () => {
  endpoints.push(...(await Promise.all([1, 2, 3].map(() => ChatEndpoint.listen(able)))));
  server = await MusterServer.start({
    env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: endpoints.map(({ address }) => address).join(",") },
  });
  // Inside the checkout, where the examples find socket.io-client.
  mkdirSync("node_modules/.cache", { recursive: true });
  folder = mkdtempSync(join("node_modules", ".cache", "guide-"));
});
afterAll(async () => {
  await server?.remove();
  await Promise.all(endpoints.map((endpoint) => endpoint.close()));
  rmSync(folder, { recursive: true, force: true });
});

/** What an example finds in its environment; each has an agent behind an endpoint of its own. */
const environment = (place: number) => ({
  ...process.env,
  MUSTER: server.origin,
  KEY,
  ENDPOINT: endpoints[place]?.url ?? "",
});

/** Writes an example to a file, runs it to its end, and answers what it printed. Fails with that where it ends badly. */
async function run(command: string, args: string[], name: string, text: string, place: number): Promise<string> {
  const file = join(folder, name);
  writeFileSync(file, text);
  return new Promise((resolve, reject) => {
    execFile(command, [...args, file], { env: environment(place), timeout: 60_000 }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout),
    );
  });
}

/** Fails unless every path of the example is one of the API. */
function expectOperations(text: string): void {
  const known = Object.keys(DECLARED).map((name) => new RegExp(`^${(name.split(" ")[1] ?? "").replace(/\{[^}]+\}/g, "[^/]+")}$`));
  const paths = [...text.matchAll(/(?:\$MUSTER\/api\/v1|")(\/[a-z][\w/{}'[\]-]*)/g)].map(([, path]) => `/api/v1${path}`);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths)
    expect(
      known.some((pattern) => pattern.test(path)),
      `${path} is an operation`,
    ).toBe(true);
}

describe.concurrent("the examples of the guide", () => {
  it(
    named(runs.sh, "shell: from registering to the export, with a signal that is refused and a batch that is repeated"),
    async ({ expect }) => {
      // The first block is for the reader: it sets what the environment has here.
      const text = of("sh").slice(1).join("\n");
      if (!runs.sh) return expectOperations(text);
      const said = await run("bash", ["-euo", "pipefail"], "example.sh", text, 0);
      expect(said).toContain('"accepted":5,"duplicates":0');
      expect(said).toContain('"pointer":"/signals/5/value"');
      expect(said).toContain('"accepted":0,"duplicates":5');
      expect(said).toContain('"previousRank"');
      expect(said).toContain('"assigned":"scout"');
      expect(said).toContain('"type":"task.completed"');
    },
  );

  it("TypeScript: the same, and another program follows it live", async ({ expect }) => {
    const [example = "", live = ""] = of("ts");
    const follower = follow(live);
    await follower.until("connected");
    const said = await run(process.execPath, ["--import", "tsx"], "example.mts", example, 1);
    expect(said).toContain("accepted 5 refused /signals/5/value");
    expect(said).toContain("again 5 duplicates");
    const [, score, points] = /^(\d+) = ([\d +]+)$/m.exec(said) ?? [];
    expect((points ?? "").split(" + ").reduce((sum, each) => sum + Number(each), 0)).toBe(Number(score));
    expect(said).toMatch(/audit passed T\d/);
    expect(said).toContain("assigned to ranger");
    expect(said).toMatch(/board of \d+ agents/);
    await follower.until(/entry \d+ task\.completed ranger/);
    expect(follower.said()).toMatch(/score ranger \d+/);
    await follower.stop();
  });

  it(named(runs.python, "Python: the same, with the standard library"), async ({ expect }) => {
    const text = of("python").join("\n");
    if (!runs.python) return expectOperations(text);
    const said = await run("python3", [], "example.py", text, 2);
    expect(said).toContain("accepted 5 refused /signals/5/value");
    expect(said).toContain("again 5 duplicates");
    expect(said).toContain("audit passed");
    expect(said).toContain("assigned to pilot");
  });

  it("every example asks for operations that exist", () => {
    for (const language of ["sh", "ts", "python"] as const) expectOperations(of(language).join("\n"));
  });
});

/** Runs the live example beside another one. */
function follow(text: string): { until(what: string | RegExp): Promise<void>; said(): string; stop(): Promise<void> } {
  const file = join(folder, "live.mts");
  writeFileSync(file, text);
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", file], { env: environment(1) });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  return {
    said: () => output,
    until: async (what) => {
      const deadline = Date.now() + 30_000;
      while (!(typeof what === "string" ? output.includes(what) : what.test(output))) {
        if (Date.now() > deadline || child.exitCode !== null) throw new Error(`It never said ${what}:\n${output}`);
        await pause(50);
      }
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await gone;
    },
  };
}
