import { runtime } from "../runtime";
import { isCrowded, type Thinning, thin } from "../store/retention";
import { runCommand } from "./run";

/** Thins the samples of some agents in a span to one a bucket, where there are more. */
export async function thinSamples(agentNumbers: readonly number[], thinning: Thinning): Promise<void> {
  const { store } = runtime();
  if (!isCrowded(store.raw, agentNumbers, thinning)) return;
  await runCommand(async () => ({ writes: thin(store.prisma, agentNumbers, thinning), entries: [], result: undefined }));
}
