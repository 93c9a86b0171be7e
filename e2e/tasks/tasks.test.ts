import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Model, ModelServer } from "../../lib/auditors/model.fixture";
import type { Decision } from "../../lib/routing/decision-shape";
import type { Task } from "../../lib/routing/task-shape";
import { DIMENSIONS } from "../../lib/trust/dimension";
import { MusterServer, pause, randomOf } from "../server";

// A server that is killed again and again between decision and settlement, while real endpoints work on dispatched tasks.

// As many as a test run can take; `npm run soak` asks for more.
const KILLS = Number(process.env.TASK_KILLS ?? 8);
const TASKS = 30;
/** Entries that a round's tasks add to the journal: posted, decided, started and ended for most. */
const ENTRIES_OF_A_ROUND = 110;
const AGENTS = ["steady", "swift", "slow", "forgetful", "silent", "hopeless"];
const PENALTY = 3;

const random = randomOf(20_261_121);
let server: MusterServer;
const models: ModelServer[] = [];
const posted = new Set<string>();

/** Most of the time an answer after a moment; now and then nothing that helps. */
const busy =
  (msAtMost: number, failing: number): Model =>
  async () => {
    await pause(msAtMost * random());
    return random() < failing ? "" : "Das Handbuch";
  };

const MODELS: Record<string, Model> = {
  steady: busy(20, 0),
  swift: busy(2, 0.05),
  slow: busy(300, 0.05),
  forgetful: busy(30, 0.4),
  silent: () => undefined,
  hopeless: () => "",
};

beforeAll(async () => {
  for (const id of AGENTS) models.push(await ModelServer.listen(MODELS[id] as Model));
  const places = models.map(({ address }) => address).join(",");
  server = await MusterServer.start({ env: { MUSTER_ALLOW_PRIVATE_ENDPOINTS: places } });
  for (const [i, id] of AGENTS.entries()) {
    const endpoint = { url: models[i]?.url, protocol: "openai-chat" };
    const body = { id, name: id, model: "test", capabilities: ["translate"], rateSats: 100 + i, capacity: 1000, endpoint };
    await call("POST", "/agents", { ...body, initialBalanceSats: 100_000 }, 201);
    const signals = DIMENSIONS.flatMap((dimension) =>
      [0.9, 0.9].map((value) => ({ agentId: id, dimension, value, source: "e2e" })),
    );
    await call("POST", "/signals", { signals }, 200);
    const robustness = { cc: 0.95, er: 0.95, as: 0.95, ih: 0.95 };
    await call("POST", `/agents/${id}/certifications`, { robustness, auditType: "external" }, 201);
  }
});
afterAll(async () => {
  await server?.remove();
  await Promise.all(models.map((model) => model.close()));
});

async function call<T>(method: string, path: string, body: unknown, wanted: number): Promise<T> {
  const answer = await server.call(method, path, { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(wanted);
  return answer.body as T;
}

/** Posts tasks until the server goes away; what is answered must be there ever after. */
async function postTasks(round: number): Promise<void> {
  for (let i = 0; i < TASKS; i++) {
    const id = `task-${round}-${i}`;
    // What nobody else bids for has nobody to go to afterwards.
    const forSilence = i % 10 === 9;
    const lone = { 8: { hopeless: 40 }, 9: { silent: 40 } }[i % 10];
    const bids = lone ?? { steady: 90, swift: 80, slow: 70, forgetful: 60 };
    const body = {
      id,
      description: `Translate the manual of ${id}`,
      dispatch: true,
      penaltySats: PENALTY,
      bids,
      // Of the others it outlasts a restart.
      timeBudgetMs: forSilence ? 5_000 : 60_000,
      checks: [{ kind: "contains", text: "Handbuch" }],
    };
    const answer = await server.call("POST", "/tasks", { body }).catch(() => null);
    if (answer === null) return;
    if (answer.status === 201) posted.add((answer.body as Decision).taskId);
  }
}

const seq = () => server.read((db) => db.prepare("SELECT max(seq) FROM JournalEntry").pluck().get()) as number;

describe("a server killed again and again while tasks are decided, dispatched and settled", () => {
  /** Attempts that were assigned and running at the kills. */
  const struck = { assigned: 0, running: 0 };

  it("never has an assignment without its decision and entry, nor an ending without its payment", {
    timeout: 600_000,
  }, async () => {
    for (let round = 0; round < KILLS; round++) {
      const from = seq();
      const posting = postTasks(round);
      const until = from + 1 + Math.floor(((round + random()) / KILLS) * ENTRIES_OF_A_ROUND);
      const patience = Date.now() + 10_000;
      while (seq() < until && Date.now() < patience) await pause(2);
      await server.kill();
      await posting;
      expect(broken(), `after kill ${round + 1}`).toEqual([]);
      for (const status of ["assigned", "running"] as const) struck[status] += openAttempts(status);
      await server.start();
    }
    expect(struck.assigned).toBeGreaterThan(KILLS / 2);
    expect(struck.running).toBeGreaterThan(KILLS / 2);
  });

  it("has every task that it answered, and brings each to an end", { timeout: 120_000 }, async () => {
    const known = new Set(server.read((db) => db.prepare("SELECT id FROM Task").pluck().all()) as string[]);
    expect([...posted].filter((id) => !known.has(id))).toEqual([]);
    expect(posted.size).toBeGreaterThan(KILLS * 5);
    const open = () =>
      server.read((db) => db.prepare("SELECT count(*) FROM Task WHERE finishedAt IS NULL").pluck().get()) as number;
    while (open() > 0) await pause(100);
    expect(broken()).toEqual([]);
    const statuses = server.read((db) => db.prepare("SELECT DISTINCT status FROM Task ORDER BY status").pluck().all());
    expect(statuses).toEqual(["completed", "expired", "failed"]);
  });

  it("asks again what it was asking when it was killed", () => {
    const asked = models.flatMap((model, i) => model.asked.map(([message]) => `${i} ${message?.content}`));
    expect(asked.length - new Set(asked).size).toBeGreaterThan(3);
  });

  it("shows the balances that its postings sum to, and a journal without a gap", async () => {
    for (const id of AGENTS) {
      const { account } = await call<{ account: { balanceSats: number } }>("GET", `/agents/${id}`, undefined, 200);
      expect([id, account.balanceSats]).toEqual([id, earned(id)]);
    }
    expect(server.read((db) => db.pragma("integrity_check", { simple: true }))).toBe("ok");
    expect(await call("GET", "/journal/verify", undefined, 200)).toMatchObject({ ok: true });
  });

  it("is the same after an orderly restart, though somebody is being asked", async () => {
    const [id = ""] = posted;
    const last = {
      id: "last",
      description: "Translate the last manual",
      dispatch: true,
      bids: { silent: 40 },
      timeBudgetMs: 60_000,
    };
    expect(await call<Decision>("POST", "/tasks", last, 201)).toMatchObject({ assigned: "silent" });
    while ((await call<Task>("GET", "/tasks/last", undefined, 200)).status !== "running") await pause(10);
    const before = await call<Task>("GET", `/tasks/${id}`, undefined, 200);
    expect(await server.stop()).toBe(0);
    await server.start();
    expect(await call<Task>("GET", `/tasks/${id}`, undefined, 200)).toEqual(before);
    expect(await call<Task>("GET", "/tasks/last", undefined, 200)).toMatchObject({ status: "running", assigned: "silent" });
  });
});

function openAttempts(status: string): number {
  return server.read((db) => db.prepare("SELECT count(*) FROM Attempt WHERE status = ?").pluck().get(status)) as number;
}

/** What an agent was given at first and what its attempts came to, from the attempts alone. */
function earned(id: string): number {
  return server.read((db) =>
    db
      .prepare(
        `SELECT 100000 + coalesce(sum(CASE Attempt.status WHEN 'completed' THEN priceSats ELSE -penaltySats END), 0) FROM Attempt
           JOIN Task ON Task.number = taskNumber JOIN Agent ON Agent.number = agentNumber WHERE Agent.id = ?`,
      )
      .pluck()
      .get(id),
  ) as number;
}

/** Every rule that the stored tasks break; each query finds what must not be. */
function broken(): { rule: string; found: unknown[] }[] {
  return server.read((db) =>
    Object.entries(RULES).flatMap(([rule, sql]) => {
      const found = db.prepare(sql).all();
      return found.length > 0 ? [{ rule, found: found.slice(0, 3) }] : [];
    }),
  );
}

const OPEN = "('assigned', 'running')";
const ENTRY_OF = (type: string) =>
  `SELECT count(*) FROM JournalEntry e WHERE e.type ${type} AND e.data ->> 'taskId' = t.id AND e.data ->> 'attempt' = a.attempt`;
const ATTEMPTS = "FROM Attempt a JOIN Task t ON t.number = a.taskNumber JOIN Agent g ON g.number = a.agentNumber";
const ENDED_ENTRY = "IN ('task.completed', 'task.failed', 'task.expired')";

const RULES: Record<string, string> = {
  "all accounts sum to zero": "SELECT sum(amountSats) AS sum FROM Posting HAVING sum <> 0",
  "every transfer sums to zero": "SELECT transfer FROM Posting GROUP BY transfer HAVING sum(amountSats) <> 0 OR count(*) <> 2",
  "an attempt follows from a decision for its agent": `SELECT t.id, a.attempt ${ATTEMPTS}
     LEFT JOIN Decision d ON d.number = a.decisionNumber AND d.taskNumber = a.taskNumber AND d.assigned = a.agentNumber
    WHERE d.number IS NULL OR d.attempt <> a.attempt`,
  "an attempt has one entry of its decision": `SELECT t.id, a.attempt ${ATTEMPTS} WHERE (${ENTRY_OF("= 'routing.decided'")}) <> 1`,
  "a decision has one entry, and an entry a decision": `SELECT d.id FROM Decision d WHERE
      (SELECT count(*) FROM JournalEntry e WHERE e.type = 'routing.decided' AND e.data ->> 'decisionId' = d.id) <> 1
    UNION ALL SELECT e.id FROM JournalEntry e WHERE e.type = 'routing.decided'
      AND NOT EXISTS (SELECT 1 FROM Decision d WHERE d.id = e.data ->> 'decisionId')`,
  "a running attempt has begun once": `SELECT t.id, a.attempt ${ATTEMPTS} WHERE a.startedAt IS NOT NULL AND (${ENTRY_OF("= 'task.started'")}) <> 1`,
  "an attempt that is over has one entry of its end": `SELECT t.id, a.attempt ${ATTEMPTS} WHERE a.status NOT IN ${OPEN} AND (${ENTRY_OF(ENDED_ENTRY)}) <> 1`,
  "an attempt that is open has none": `SELECT t.id, a.attempt ${ATTEMPTS} WHERE a.status IN ${OPEN} AND (${ENTRY_OF(ENDED_ENTRY)}) <> 0`,
  "each attempt that is over is paid or charged once, and none that is open": `
    SELECT g.id, coalesce(wanted, 0) AS wanted, coalesce(posted, 0) AS posted FROM Agent g
      LEFT JOIN (SELECT agentNumber, sum(CASE a.status WHEN 'completed' THEN priceSats ELSE -penaltySats END) AS wanted, count(*) AS ends
                   FROM Attempt a JOIN Task t ON t.number = a.taskNumber WHERE a.status NOT IN ${OPEN} GROUP BY agentNumber) w ON w.agentNumber = g.number
      LEFT JOIN (SELECT account, sum(amountSats) AS posted, count(*) AS rows FROM Posting
                  WHERE kind IN ('payment', 'penalty') GROUP BY account) p ON p.account = g.number
     WHERE coalesce(wanted, 0) <> coalesce(posted, 0) OR coalesce(ends, 0) <> coalesce(rows, 0)`,
  "an end says once what it implies": `SELECT signalId FROM Signal WHERE signalId LIKE 'task:%' GROUP BY signalId HAVING count(*) <> 1`,
  "an attempt that is over has a signal, and one that is open none": `SELECT t.id, a.attempt, a.status ${ATTEMPTS}
    WHERE (a.status IN ${OPEN}) = EXISTS (SELECT 1 FROM Signal s JOIN Decision d ON d.id = s.traceId
      WHERE s.agentNumber = a.agentNumber AND d.number = a.decisionNumber)`,
  "a task is in the state of its newest attempt": `SELECT t.id, t.status, a.status AS attempt ${ATTEMPTS}
    WHERE a.attempt = (SELECT max(attempt) FROM Attempt WHERE taskNumber = t.number) AND t.status <> a.status`,
  "a task is open in one attempt at most, the newest": `SELECT t.id ${ATTEMPTS} WHERE a.status IN ${OPEN}
     AND a.attempt <> (SELECT max(attempt) FROM Attempt WHERE taskNumber = t.number)`,
  "a task is over exactly when it has finished": `SELECT id FROM Task WHERE (finishedAt IS NULL) <> (status IN ('posted', 'assigned', 'running'))`,
  "nobody tries twice, and no more than three do": `SELECT taskNumber FROM Attempt GROUP BY taskNumber
    HAVING count(*) > 3 OR count(DISTINCT agentNumber) <> count(*)`,
};
