import { piecesOf } from "../../../components/chips/hidden-text";
import { DIMENSIONS } from "../../../lib/trust/dimension";
import { ownerCookie } from "../../access/session";
import { MusterServer } from "../../server";
import { WatchedBrowser } from "../browser";
import type { Check, Extent, Finding } from "../check";
import { hostileTexts } from "../payloads";
import { count, missesOf, verdict } from "../verdict";

/** Where a text that is obeyed would lead: a name that nobody has. */
const CANARY = "http://canary.invalid";
const SHORT = 30;
const SHORT_OPENED = 3;
const OPENED = 40;
const LANES = 4;

/** Texts that agents, reporters and tasks bring along, on every screen and in every export. */
export const hostileText: Check = {
  id: "R29",
  asks: "200 hostile texts in every field, on every screen: nothing runs, nothing is fetched, nothing is hidden, no formula",
  async run(extent) {
    const server = await MusterServer.start();
    try {
      return await show(server, extent);
    } finally {
      await server.remove();
    }
  },
};

async function show(server: MusterServer, extent: Extent): Promise<Finding> {
  const all = hostileTexts(CANARY);
  const texts = extent === "full" ? all : all.filter((_, index) => index % Math.ceil(all.length / SHORT) === 0);
  const misses: string[] = [];
  const taken = new Map<string, number>();
  const send = async (method: string, path: string, body: object) => {
    const { status, body: answer } = await server.call(method, path, { body });
    const field = `${method} ${path.replace(/hostile-\d+|task-\d+/, "{id}")}`;
    if (status < 300) taken.set(field, (taken.get(field) ?? 0) + 1);
    else misses.push(`${field} was answered ${status} ${JSON.stringify(answer).slice(0, 300)}`);
    return answer as { id: string };
  };
  const decisions = await plant(texts, send);
  const watched = await WatchedBrowser.open(server, await ownerCookie(server));
  const opened = extent === "full" ? OPENED : SHORT_OPENED;
  const every = Math.max(1, Math.floor(texts.length / opened));
  const agents = texts.map((_, index) => index).filter((index) => index % every === 0);
  const screens = [
    ...["/", "/agents", "/journal", "/reports", "/routing", "/settings/keys", "/settings/users", "/settings/trust-policy"],
    ...(extent === "full" ? ["/settings/account", "/audits", "/routing/flows", "/settings/gate", "/settings/routing"] : []),
    ...decisions.slice(0, extent === "full" ? 20 : 2).map((id) => `/routing/${id}`),
  ];
  let compared = 0;
  try {
    const look = async (screen: string) => {
      await watched.visit(screen);
      misses.push(...(await watched.hidden()).map((where) => `${where} at ${screen} hides text`));
    };
    for (const screen of screens) await look(screen);
    for (const index of agents) {
      await look(`/agents/hostile-${index}`);
      const text = texts[index] ?? "";
      const wanted = escaped(text);
      const heading = await watched.page.getByRole("heading", { level: 1 }).textContent();
      compared++;
      if (heading !== wanted) misses.push(`${JSON.stringify(text)} is shown as ${JSON.stringify(heading)}`);
    }
    await openEntries(watched);
    misses.push(...(await watched.hidden()).map((where) => `${where} in an open journal entry hides text`));
    if (extent === "full") {
      await watched.page.setViewportSize({ width: 390, height: 844 });
      for (const screen of screens) await look(screen);
    }
  } finally {
    await watched.close();
  }
  const formulas = await formulasIn(server);
  const { dialogs, outbound, violations, complaints } = watched.misdeeds;
  const fields = [...taken.values()].reduce((sum, times) => sum + times, 0);
  return verdict(
    `${texts.length} texts in ${count(fields)} objects, ${screens.length + agents.length} screens: ${dialogs.length} dialogs, ${outbound.length} requests elsewhere, ${violations.length} violations; ` +
      `${compared} names shown as written; ${formulas.cells} exported cells, ${formulas.found.length} formulas`,
    [
      ...missesOf({ "the export holds no text that could be a formula": formulas.neutral > 0 }),
      ...dialogs.map((dialog) => `dialog: ${dialog}`),
      ...outbound.map((url) => `request to ${url}`),
      ...violations.map((violation) => `violation: ${violation}`),
      ...complaints,
      ...formulas.found.map((cell) => `the export says ${cell}`),
      ...misses,
    ],
  );
}

type Send = (method: string, path: string, body: object) => Promise<{ id: string }>;

/** Puts every text into every field that takes one, and answers the ids of decisions about them. */
async function plant(texts: readonly string[], send: Send): Promise<string[]> {
  const able = { cc: 0.95, er: 0.95, as: 0.95, ih: 0.95 };
  await send("POST", "/agents", {
    id: "worker",
    name: "Worker",
    model: "test-model",
    capabilities: ["translate"],
    rateSats: 10,
    capacity: 1_000,
  });
  await send("POST", "/signals", { signals: signalsFor("worker", "fine", 2) });
  await send("POST", "/agents/worker/certifications", { robustness: able, auditType: "external" });
  const decisions: string[] = [];
  const waiting = texts.entries();
  const lane = async () => {
    for (const [index, text] of waiting) {
      const id = `hostile-${index}`;
      const word = text.slice(0, 60).trim();
      await send("POST", "/agents", {
        ...{ id, name: text.slice(0, 200), model: text.slice(0, 200), capabilities: [word], keywords: [word] },
        ...{ config: { prompt: text }, provenance: { author: text }, externalIds: { note: text } },
      });
      await send("POST", "/signals", { signals: signalsFor(id, text, 1) });
      await send("POST", `/agents/${id}/top-ups`, { amountSats: 10, reason: text });
      if (index % 3 === 0) await send("POST", `/agents/${id}/suspend`, { reason: text });
      if (index % 3 === 1) await send("POST", `/agents/${id}/revoke`, { reason: text });
      if (index % 3 === 2)
        await send("POST", `/agents/${id}/certifications`, { robustness: able, auditType: "external", details: { note: text } });
      const task = await send("POST", "/tasks", {
        ...{ id: `task-${index}`, description: text, requiredCapabilities: ["translate"], bids: { worker: 10 } },
        checks: [{ kind: "contains", text: text.slice(0, 200) }],
      });
      decisions.push(task.id);
      await send(
        "POST",
        `/tasks/task-${index}/outcome`,
        index % 2 === 0 ? { success: true, result: text } : { success: false, failureReason: text },
      );
      if (index % 5 === 0) await send("POST", "/keys", { name: text.slice(0, 100), scopes: ["read"] });
      if (index % 3 === 0) await send("POST", "/users", { name: text.slice(0, 100), role: "viewer" });
      if (index % 10 === 0) await send("PUT", "/trust-policy", { revocationThreshold: 100 + index, reason: text });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  await send("PUT", "/weights", {
    weights: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, 0.2])),
    reason: texts[0],
  });
  return decisions;
}

const signalsFor = (agentId: string, text: string, times: number): object[] =>
  DIMENSIONS.flatMap((dimension) =>
    Array.from({ length: times }, () => ({
      ...{ agentId, dimension, value: 0.9, source: text.slice(0, 200), details: text },
      traceId: text.slice(0, 128),
    })),
  );

/** The name as it must be read: what hides in it stands there by its number. */
const escaped = (text: string): string =>
  piecesOf(text.slice(0, 200))
    .map((piece) => ("text" in piece ? piece.text : piece.hidden))
    .join("");

/** Opens a few entries of the journal: what they hold is shown as it was hashed. */
async function openEntries(watched: WatchedBrowser): Promise<void> {
  await watched.visit("/journal");
  const entries = watched.page.getByRole("button", { name: /^Entry \d+/ });
  for (const entry of (await entries.all()).slice(0, 12)) await entry.click();
}

/** The cells of the report that a spreadsheet would run, and how many it would have run. */
async function formulasIn(server: MusterServer): Promise<{ cells: number; neutral: number; found: string[] }> {
  const response = await fetch(`${server.origin}/api/v1/reports/health?days=7&format=csv`, {
    headers: { authorization: `Bearer ${server.environment().MUSTER_API_KEY}` },
  });
  const cells = cellsOf(await response.text());
  const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);
  return {
    cells: cells.length,
    neutral: cells.filter((cell) => /^'[=+\-@\t＝]/.test(cell)).length,
    found: cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell) && !isNumber(cell)),
  };
}

/** Reads CSV as RFC 4180 has it. */
function cellsOf(text: string): string[] {
  return [...text.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
  );
}
