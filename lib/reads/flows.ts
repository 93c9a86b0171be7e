import { type Actor, authorise } from "../access/action";
import { Refusal } from "../refusal";
import { type Flow, flowsOf, type RoutingFlows, refusalOf } from "../routing/flows";
import { findingOf } from "../routing/kept-finding";
import { bestMatch } from "../routing/observed";
import { BALANCED } from "../routing/policy";
import { runtime } from "../runtime";
import { type AskedDecision, askedDecisions, placeAfter } from "../store/routing-windows";
import { turns } from "../turns";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 7;
/** A chart of more says nothing else, and each costs some 20 µs. */
const MOST_DECISIONS = 10_000;
const CHUNK = 200;

/**
 * Where the decisions of a window went: by the capability that the task required first, or without one by the winner's
 * declared capability that matches most of its words. RFC 3339; the last seven days unless given. Refuses 400 `http/query`.
 */
export async function readRoutingFlows(actor: Actor, asked: { from?: string; to?: string }): Promise<RoutingFlows> {
  authorise(actor, "readFleet");
  const { store, now } = runtime();
  const to = asked.to === undefined ? now() : Date.parse(asked.to);
  const from = asked.from === undefined ? to - USUAL_DAYS * DAY_MS : Date.parse(asked.from);
  if (from > to) throw new Refusal(400, "http/query", "from must not be after to.");
  const breathe = turns();
  const flows: Flow[] = [];
  let more = false;
  for (let before = placeAfter(to); ; ) {
    const rows = askedDecisions(store.raw, from, before, CHUNK);
    more = flows.length + rows.length > MOST_DECISIONS;
    for (const row of rows.slice(0, MOST_DECISIONS - flows.length)) {
      flows.push(flowOf(row));
      await breathe();
    }
    const last = rows.at(-1);
    if (!last || more || rows.length < CHUNK) break;
    before = last;
  }
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    decisions: flows.length,
    assigned: flows.filter(({ end }) => end.kind === "agent").length,
    more,
    ...flowsOf(flows),
  };
}

function flowOf(row: AskedDecision): Flow {
  const { fleet, policies } = runtime();
  const { finding } = findingOf(row.finding, { outcome: row.outcome, recommended: row.recommendedId });
  const [required] = JSON.parse(row.requiredCapabilities) as string[];
  const winner = row.assignedId;
  if (winner === null) return { capability: required ?? null, tier: null, end: { kind: "reason", name: refusalOf(finding) } };
  const declared = fleet.find(winner)?.manifest.capabilities ?? [];
  const synonyms = (policies.get(finding.policy.name)?.policy ?? BALANCED).synonyms;
  return {
    capability: required ?? bestMatch(declared, row.description, synonyms),
    tier: finding.candidates.find(({ agentId }) => agentId === winner)?.trust.tier ?? null,
    end: { kind: "agent", name: winner },
  };
}
