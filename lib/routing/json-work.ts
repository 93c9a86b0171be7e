/** Steps that judging one value may take: a tenth of a second, and ten times what the largest honest one needs. */
const MOST_STEPS = 400_000;
const DEEPEST = 500;

/** Judging goes on without an end in sight, or nearly so. */
export class WorkTooLarge extends Error {
  override readonly name = "WorkTooLarge";
}

/** Counts the steps of a computation that hostile input could draw out, and ends it when it takes too many. */
export class Ledger {
  private left = MOST_STEPS;

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) this.giveUp();
  }

  giveUp(): never {
    throw new WorkTooLarge("There is more to judge than Muster will.");
  }
}

/** A text that two JSON values share exactly if they are equal: members in any order, 1.0 = 1. */
export function keyOf(value: unknown, work: Ledger, depth = 0): string {
  work.spend(1);
  if (depth > DEEPEST) work.giveUp();
  if (typeof value === "string") {
    work.spend(value.length >> 4);
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${joined(
      value.map((item) => keyOf(item, work, depth + 1)),
      work,
    )}]`;
  if (typeof value !== "object" || value === null) return String(value === 0 ? 0 : value);
  const members = Object.entries(value).map(([name, member]) => `${keyOf(name, work)}:${keyOf(member, work, depth + 1)}`);
  return `{${joined(members.sort(), work)}}`;
}

/** What is nested deep is copied once for every level. */
function joined(parts: readonly string[], work: Ledger): string {
  const text = parts.join(",");
  work.spend(text.length >> 4);
  return text;
}
