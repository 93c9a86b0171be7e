import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import type { AccountStatement } from "../routing/account-shape";
import { runtime } from "../runtime";
import { postingsOf } from "../store/ledger";

/** An agent's account and its postings, newest first. Refuses 404 `registry/unknown-agent`. */
export function readAccount(actor: Actor, id: string, page: { limit: number; cursor?: string }): AccountStatement {
  authorise(actor, "readFleet");
  const { fleet, store } = runtime();
  const agent = fleet.find(id);
  if (!agent) throw new Refusal(404, "registry/unknown-agent", `No agent ${id} is registered.`);
  const before = page.cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(page.cursor);
  if (!(Number.isSafeInteger(before) && before > 0))
    throw new Refusal(400, "http/query", "This cursor is not one that Muster gave.");
  const rows = postingsOf(store.raw, agent, { before, limit: page.limit + 1 });
  const items = rows.slice(0, page.limit);
  return {
    agentId: id,
    ...agent.account,
    items: items.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
    nextCursor: rows.length > page.limit ? String(items.at(-1)?.transfer) : null,
  };
}
