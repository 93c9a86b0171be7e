import type Database from "better-sqlite3";
import type { Logger } from "pino";
import { hashAt } from "../store/journal";
import { readWindowFile, windowFileOf } from "../store/window-file";
import type { Fleet, FleetAgent } from "./fleet";

/** A fleet with the windows that a file held, and from where on the database knows more: a row per slab, `sinceRow` for the others. */
export type Restored = {
  fleet: Fleet;
  sinceRow: number;
  sinceSeq: number;
  slabRows: Map<number, number>;
  journaled: Map<number, FleetAgent["journaled"]>;
};

/**
 * Windows from the file beside the database, if it is sound and of this database: the journal must still hold the head
 * that the file names. Else an empty fleet, for which every kept signal is replayed.
 */
export function restoreWindows(
  databaseFile: string,
  raw: Database.Database,
  instance: string,
  emptyFleet: () => Fleet,
  log: Logger,
): Restored {
  const restored: Restored = { fleet: emptyFleet(), sinceRow: 0, sinceSeq: 0, slabRows: new Map(), journaled: new Map() };
  try {
    let reporters: readonly string[] = [];
    const proof = readWindowFile(
      windowFileOf(databaseFile),
      (proof) => {
        reporters = proof.reporters;
        return proof.instance === instance && hashAt(raw, proof.seq) === proof.hash;
      },
      ({ slab, row, state }) => {
        restored.slabRows.set(slab, row);
        for (const [number, journaled] of restored.fleet.restoreSlab(slab, state, reporters))
          restored.journaled.set(number, journaled);
      },
    );
    if (proof) return { ...restored, sinceRow: proof.sinceRow, sinceSeq: proof.sinceSeq };
  } catch (error) {
    log.warn({ err: error }, "the kept windows cannot be used; every signal is read again");
  }
  return { fleet: emptyFleet(), sinceRow: 0, sinceSeq: 0, slabRows: new Map(), journaled: new Map() };
}
