import { type Actor, authorise } from "../access/action";
import type { AgentRegistration } from "../registry/agent";
import type { ImportReport, ImportRow } from "../registry/import";
import { runtime } from "../runtime";
import { turns } from "../turns";
import { endpointFault } from "./declared-endpoint";
import { initialTransfers, newAgentId, registrationOf, takenWords } from "./register-agent";
import { runCommand } from "./run";

type Valid = { row: number; given: AgentRegistration };

// One slot should take a few milliseconds.
const AT_ONCE = 25;

/**
 * Registers the agents of a file row by row: what is wrong with one keeps no other back, and every row is answered.
 * `dryRun` says the same and stores nothing.
 */
export async function importAgents(actor: Actor, rows: readonly ImportRow[], dryRun: boolean): Promise<ImportReport> {
  authorise(actor, "registerAgent");
  const results = new Map<number, Omit<ImportReport["results"][number], "line">>();
  const refuse = (row: number, pointer: string, code: string, detail: string, id?: string) =>
    results.set(row, { row, ok: false, ...(id === undefined ? {} : { id }), errors: [{ pointer, code, detail }] });
  const taken = new Set<string>();
  const valid: Valid[] = [];
  const breathe = turns();
  for (const row of rows) {
    await breathe();
    const fault = "given" in row ? endpointFault(row.given) : null;
    if (!("given" in row)) results.set(row.row, { row: row.row, ok: false, errors: row.errors });
    else if (fault !== null) refuse(row.row, fault.pointer, fault.code, fault.detail, row.given.id);
    else if (row.given.id !== undefined && taken.has(row.given.id))
      refuse(row.row, "/id", "registry/id-taken", `The id ${row.given.id} stands in the file before.`, row.given.id);
    else {
      if (row.given.id !== undefined) taken.add(row.given.id);
      valid.push(row);
    }
  }
  for (let from = 0; from < valid.length; from += AT_ONCE) {
    const some = valid.slice(from, from + AT_ONCE);
    const register = dryRun ? whatWould(some) : await registerSome(actor, some);
    for (const { row, id, ok } of register) {
      if (ok) results.set(row, { row, ok, ...(id === undefined ? {} : { id }) });
      else refuse(row, "/id", "registry/id-taken", takenWords(id ?? ""), id);
    }
  }
  const answered = rows.flatMap(({ row, line }) => {
    const result = results.get(row);
    return result ? [{ ...result, line }] : [];
  });
  const registered = answered.filter(({ ok }) => ok).length;
  return { dryRun, rows: rows.length, registered, refused: rows.length - registered, results: answered };
}

type Registered = { row: number; id?: string; ok: boolean };

function whatWould(rows: readonly Valid[]): Registered[] {
  const { fleet } = runtime();
  return rows.map(({ row, given: { id } }) => ({ row, id, ok: id === undefined || fleet.find(id) === undefined }));
}

async function registerSome(actor: Actor, rows: readonly Valid[]): Promise<Registered[]> {
  const { result } = await runCommand(async (now) => {
    const { fleet, store, ingest } = runtime();
    const judged = rows.map(({ row, given }) => {
      const id = given.id ?? newAgentId();
      return { row, id, given: { ...given, id }, ok: fleet.find(id) === undefined };
    });
    const first = ingest.nextAgentNumber();
    const made = judged.filter(({ ok }) => ok).map(({ given }, i) => registrationOf(given, actor, first + i, now));
    return {
      writes:
        made.length === 0
          ? []
          : [
              store.prisma.agent.createMany({ data: made.map(({ row }) => row) }),
              ...initialTransfers(
                made.map(({ agent }) => agent),
                actor,
                now,
              ),
            ],
      entries: made.map(({ entry }) => entry),
      apply: () => {
        for (const { agent } of made) fleet.put(agent);
      },
      changed: made.map(({ agent }) => agent),
      result: judged,
    };
  });
  return result;
}
