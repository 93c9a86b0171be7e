import type Database from "better-sqlite3";
import { hashedText } from "../../../lib/journal/chain";
import { sha256 } from "../../../lib/store/journal";
import type { MusterServer } from "../../server";

const WRITERS = 64;
const AGENTS = 8;
const TURNS = 8;

/** 64 programs at once: signals, tasks that are decided, holds and weights, in one chain. */
export async function writeJournal(server: MusterServer): Promise<void> {
  for (let i = 0; i < AGENTS; i++)
    await expectDone(
      server.call("POST", "/agents", { body: { id: `agent-${i}`, name: `Agent ${i}`, model: "m", capabilities: ["research"] } }),
    );
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(server, writer)));
}

async function write(server: MusterServer, writer: number): Promise<void> {
  const agentId = `agent-${writer % AGENTS}`;
  for (let turn = 0; turn < TURNS; turn++) {
    const signals = ["output_quality", "policy_compliance", "security_posture"].map((dimension) => ({
      agentId,
      dimension,
      value: ((writer * 7 + turn * 3) % 11) / 10,
      source: `writer-${writer}`,
      details: turn % 2 ? `Turn ${turn}` : undefined,
      id: `${writer}-${turn}-${dimension}`,
    }));
    await expectDone(server.call("POST", "/signals", { body: { signals } }));
    if (turn % 4 === writer % 4)
      await expectDone(server.call("POST", "/tasks", { body: { description: `Research ${writer} ${turn}`, minTier: "T0" } }));
    if (turn === writer % TURNS)
      await server.call("POST", `/agents/${agentId}/suspend`, { body: { reason: `Writer ${writer}` } });
  }
}

async function expectDone(call: ReturnType<MusterServer["call"]>): Promise<void> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`The journal could not be made: ${status} ${JSON.stringify(body)}`);
}

/** Adds validly chained entries until there are so many. */
export function grow(db: Database.Database, entries: number): void {
  const last = db
    .prepare<[], { seq: number; hash: string }>("SELECT seq, hash FROM JournalEntry ORDER BY seq DESC LIMIT 1")
    .get();
  let { seq, hash: prevHash } = last ?? { seq: 0, hash: "" };
  const insert = db.prepare(
    "INSERT INTO JournalEntry VALUES (@seq, @id, @at, @type, @agentId, @actor, @cause, @data, @prevHash, @hash)",
  );
  db.transaction(() => {
    while (seq < entries) {
      seq += 1;
      const said = { reason: "Grown for a measurement", score: seq % 1000, agents: ["one", "two"] };
      const entry = {
        seq,
        id: `00000000-0000-7000-8000-${String(seq).padStart(12, "0")}`,
        at: 1_795_000_000_000 + seq,
        type: "agent.updated",
        agentId: `agent-${seq % 8}`,
        actor: "key:grown",
        cause: null,
        data: JSON.stringify(said),
        prevHash,
      };
      prevHash = sha256(hashedText(entry));
      insert.run({ ...entry, hash: prevHash });
    }
  })();
}
