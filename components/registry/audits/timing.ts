import type { Audit } from "@/lib/registry/audit";

/** Before so many probes have ended, an estimate says nothing. */
const ENOUGH = 6;

/** How long an audit has run, and roughly how long it will; ms. Null where that is not known. `now` is the server's, epoch ms. */
export function timingOf(
  { startedAt, finishedAt, status, progress }: Pick<Audit, "startedAt" | "finishedAt" | "status" | "progress">,
  now: number,
): { elapsed: number | null; left: number | null } {
  if (startedAt === null) return { elapsed: null, left: null };
  const elapsed = Math.max(0, (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt));
  const estimable = status === "running" && progress.done >= ENOUGH;
  return { elapsed, left: estimable ? (elapsed / progress.done) * Math.max(0, progress.total - progress.done) : null };
}

/** `42 s`, `1 min 42 s`, `12 min`. Milliseconds in. */
export function spanText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return `${minutes}\u00a0min${minutes < 10 && rest > 0 ? ` ${rest}\u00a0s` : ""}`;
}

/** `1 min 42 s, about 58 s left`; empty before it began. */
export function timingText(audit: Parameters<typeof timingOf>[0], now: number | null): string {
  if (now === null) return "";
  const { elapsed, left } = timingOf(audit, now);
  if (elapsed === null) return "";
  return spanText(elapsed) + (left === null ? "" : `, about ${spanText(left)} left`);
}
