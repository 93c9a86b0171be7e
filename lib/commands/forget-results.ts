import { runtime } from "../runtime";
import { forgetTexts, resultsBefore } from "../store/retention";
import { runCommand } from "./run";

const DAY_MS = 86_400_000;
// Texts can be long: each may free many pages.
const AT_ONCE = 50;

/**
 * Forgets the texts that agents delivered for tasks which ended longer ago than the retention in force keeps them, beginning
 * after a task's number and a few at a time. Answers the number to go on after, null at the end of what is old.
 */
export async function forgetResults(after: number): Promise<number | null> {
  const { result } = await runCommand(async (now) => {
    const { store, retention } = runtime();
    const old = resultsBefore(store.raw, after, now - retention.value.taskResultDays * DAY_MS, AT_ONCE);
    const kept = old.filter(({ hasResult }) => hasResult === 1).map(({ taskNumber }) => taskNumber);
    return {
      writes: kept.length > 0 ? [forgetTexts(store.prisma, kept)] : [],
      entries: [],
      result: old.length < AT_ONCE ? null : (old.at(-1)?.taskNumber ?? null),
    };
  });
  return result;
}
