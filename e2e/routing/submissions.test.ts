import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MusterServer } from "../server";

let server: MusterServer;
beforeAll(async () => {
  server = await MusterServer.start();
  await server.call("POST", "/agents", { body: { id: "bidder", name: "Bidder", model: "test-model" } });
  await server.call("POST", "/tasks", { body: { id: "taken", description: "First" } });
});
afterAll(() => server.remove());

const bids = (sats: unknown) => ({ description: "Translate", bids: { bidder: sats } });
const many = Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`bidder-${i}`, 1]));

/** Bodies are texts where JSON would not say it. */
const BAD: readonly [name: string, body: unknown, pointer: string][] = [
  ["a negative bid", bids(-1), "/bids/bidder"],
  ["a bid of minus a billion", bids(-1e9), "/bids/bidder"],
  ["a fractional bid", bids(0.5), "/bids/bidder"],
  ["a bid beyond every number", '{"description": "Translate", "bids": {"bidder": 1e309}}', "/bids/bidder"],
  ["a bid in words", bids("10"), "/bids/bidder"],
  ["a bid of null", bids(null), "/bids/bidder"],
  ["a bid of somebody unknown", { description: "Translate", bids: { stranger: 1 } }, "/bids/stranger"],
  ["501 bids", { description: "Translate", bids: many }, "/bids"],
  ["no description", {}, "/description"],
  ["an empty description", { description: "" }, "/description"],
  ["a description of blanks", { description: " \n\t" }, "/description"],
  ["a description of 100 KB", { description: "word ".repeat(20_000) }, "/description"],
  ["a deadline that has passed", { description: "Translate", deadline: "2020-01-01T00:00:00Z" }, "/deadline"],
  ["a deadline that is no time", { description: "Translate", deadline: "tomorrow" }, "/deadline"],
  ["a budget of zero", { description: "Translate", budgetSats: 0 }, "/budgetSats"],
  ["a token budget of zero", { description: "Translate", tokensBudget: 0 }, "/tokensBudget"],
  ["a time budget of zero", { description: "Translate", timeBudgetMs: 0 }, "/timeBudgetMs"],
  ["a negative penalty", { description: "Translate", penaltySats: -1 }, "/penaltySats"],
  ["a tier that does not exist", { description: "Translate", minTier: "T9" }, "/minTier"],
  ["a policy that does not exist", { description: "Translate", policy: "guess" }, "/policy"],
  ["a member that does not exist", { description: "Translate", budget: 1 }, "/budget"],
];

describe("a submission that makes no sense", () => {
  it.each(BAD)("%s is refused with its place, and nothing is stored", async (_, body, pointer) => {
    const before = await stored();
    for (const path of ["/tasks", "/tasks?dryRun=true"]) {
      const answer = await server.call("POST", path, typeof body === "string" ? { text: body } : { body });
      expect(answer.status).toBe(422);
      expect((answer.body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toContain(pointer);
    }
    expect(await stored()).toEqual(before);
  });

  it("an id that is taken is refused, unless the request is a repetition", async () => {
    const again = { id: "twice", description: "Translate" };
    const first = await server.call("POST", "/tasks", { body: again, headers: { "idempotency-key": "one" } });
    const repeated = await server.call("POST", "/tasks", { body: again, headers: { "idempotency-key": "one" } });
    expect([first.status, repeated.status]).toEqual([201, 201]);
    expect(repeated.body).toEqual(first.body);
    expect(repeated.headers.get("idempotency-replayed")).toBe("true");
    const other = await server.call("POST", "/tasks", { body: again });
    expect(other).toMatchObject({ status: 409, body: { code: "routing/id-taken" } });
  });
});

async function stored(): Promise<unknown> {
  const decisions = await server.call("GET", "/routing/decisions");
  const journal = await server.call("GET", "/journal?type=task.posted,routing.decided");
  return [decisions.body, journal.body];
}
