import { runtime } from "../runtime";
import type { OpenClaim } from "./claim";

/** Keeps what a request was answered, for its repetitions. */
export async function keepAnswer(claim: OpenClaim, status: number, answer: string): Promise<void> {
  if (claim.kept === "answer") return;
  const { writer, idempotency } = runtime();
  await writer.slot(async () => {
    if (claim.kept === "effect") idempotency.answer(claim, status, answer);
    else idempotency.insert(claim, status, answer);
    claim.kept = "answer";
  });
}
