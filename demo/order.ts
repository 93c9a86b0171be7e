/** `paceKey` may set decay and audit rates, and nothing else is done with it. */
export type Order = { ok: true; url: string; key: string; paceKey: string | null } | { ok: false; why: string };

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Reads where to report and with which key. Simulated agents report to this machine only. */
export function parseOrder(line: string): Order {
  const given = parse(line);
  const url = typeof given.url === "string" && URL.canParse(given.url) ? new URL(given.url) : undefined;
  if (!url || typeof given.key !== "string" || given.key === "")
    return { ok: false, why: 'The first line must be {"url": "…", "key": "…"}.' };
  if (url.protocol !== "http:" || !LOOPBACK.has(url.hostname))
    return { ok: false, why: "The demo fleet reports to http on this machine only." };
  const paceKey = typeof given.paceKey === "string" ? given.paceKey : null;
  return { ok: true, url: url.origin, key: given.key, paceKey };
}

function parse(line: string): { url?: unknown; key?: unknown; paceKey?: unknown } {
  try {
    return Object(JSON.parse(line)) as { url?: unknown; key?: unknown; paceKey?: unknown };
  } catch {
    return {};
  }
}
