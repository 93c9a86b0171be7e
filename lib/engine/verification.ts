import type { JournalProof } from "../journal/proof";
import type { Archive } from "../store/archive";
import type { ProofPosition, ProofQuestion } from "../store/prove";

/** Verifies the journal in a thread, one verification at a time for all who ask, each from where the last one ended. */
export class Verification {
  private position: ProofPosition | null = null;
  private running: { full: boolean; proof: Promise<JournalProof> } | null = null;
  /** What the last one came to. */
  latest: JournalProof | null = null;
  /** How many entries the running one has read; null while none runs. */
  progress: number | null = null;

  constructor(
    private readonly archive: Archive,
    private readonly question: () => Omit<ProofQuestion, "from" | "onProgress">,
  ) {}

  /** What came since the last time, or with `full` everything. */
  async verify(full: boolean): Promise<JournalProof> {
    const { running } = this;
    if (running && (running.full || !full)) return running.proof;
    await running?.proof.catch(() => {});
    this.running ??= { full, proof: this.run(full) };
    return this.running.proof;
  }

  private async run(full: boolean): Promise<JournalProof> {
    const from = full ? null : this.position;
    this.progress = from?.entries.entries ?? 0;
    try {
      const { proof, position } = await this.archive.verify({ ...this.question(), from }, (entries) => {
        this.progress = entries;
      });
      this.position = position;
      this.latest = proof;
      return proof;
    } finally {
      this.running = null;
      this.progress = null;
    }
  }
}
