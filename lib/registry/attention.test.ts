import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_TRUST_POLICY } from "../trust/policy";
import { byUrgency, CONCERNS, type Concern, type ConcernKind, concernOf, concernOfTask, idOf } from "./attention";
import { factsOf, type Situation } from "./attention.fixture";
import { minutesAgo, NOW } from "./fleet.fixture";

const of = (situation: Omit<Situation, "agentId">) =>
  concernOf(factsOf({ agentId: "a", ...situation }), DEFAULT_TRUST_POLICY, NOW);
const DAYS = 86_400_000;
const certified = { level: 3, issuedAt: NOW - 10 * DAYS };
const inDays = (days: number) => ({ at: NOW + days * DAYS, from: 3, to: 2 });

describe("who needs a human now", () => {
  it("leaves a healthy agent alone", () => {
    expect(of({})).toBeNull();
  });

  it.each<[string, Omit<Situation, "agentId">, ConcernKind]>([
    ["revoked", { revokedAt: minutesAgo(5), score: 250 }, "revoked"],
    ["on hold", { heldAt: minutesAgo(5) }, "hold"],
    ["whose newest audit failed", { auditFailedAt: minutesAgo(5) }, "audit_failed"],
    ["whose certificate ran out", { certified, lastDrop: { at: minutesAgo(5), from: 1, to: 0 } }, "expired"],
    ["that an audit could not measure", { inconclusiveAt: minutesAgo(5) }, "audit_inconclusive"],
    ["under the warning line", { atRisk: true, score: 480 }, "at_risk"],
    ["that lost 50 points in a day", { delta24h: -50 }, "falling"],
    ["whose tier ends in a day", { certified, nextDrop: inDays(1) }, "tier_drop"],
    ["that should have been audited", { certified, overdueAt: minutesAgo(5) }, "audit_overdue"],
    ["rated and silent for 16 minutes", { lastSignalAt: minutesAgo(16) }, "silent"],
    ["two signals short of being rated", { rated: false, signals: 3, coverage: 3 }, "nearly_rated"],
    ["one dimension short of being rated", { rated: false, signals: 9, coverage: 2 }, "nearly_rated"],
  ])("an agent %s", (_, agent, kind) => {
    expect(of(agent)?.kind).toBe(kind);
  });

  it.each<[string, Omit<Situation, "agentId">]>([
    ["silent for just 15 minutes", { lastSignalAt: minutesAgo(15) }],
    ["unrated and silent: nothing was expected of it", { rated: false, signals: 0, coverage: 0, lastSignalAt: null }],
    ["unrated and three signals short", { rated: false, signals: 2, coverage: 2 }],
    ["that lost 49 points", { delta24h: -49 }],
    ["whose tier ends in four days", { certified, nextDrop: inDays(4) }],
    [
      "whose tier lasts for minutes, with half of them left",
      { certified: { level: 3, issuedAt: minutesAgo(10) }, nextDrop: inDays(10 / 1440) },
    ],
    ["whose audit failed eight days ago", { auditFailedAt: NOW - 8 * DAYS }],
    ["certified at T0 from the beginning", { certified: { level: 0, issuedAt: NOW - DAYS } }],
  ])("not an agent %s", (_, agent) => {
    expect(of(agent)).toBeNull();
  });

  it("leaves to an audit under way what an audit mends", () => {
    const due = { auditFailedAt: minutesAgo(9), inconclusiveAt: minutesAgo(8), overdueAt: minutesAgo(7), certified };
    expect(of({ ...due, nextDrop: inDays(1) })?.also).toEqual(["audit_inconclusive", "tier_drop", "audit_overdue"]);
    expect(of({ certified, lastDrop: { at: minutesAgo(1), from: 1, to: 0 }, auditOpen: true })).toBeNull();
    expect(of({ ...due, nextDrop: inDays(1), auditOpen: true })).toBeNull();
    expect(of({ ...due, heldAt: minutesAgo(5), auditOpen: true })?.kind).toBe("hold");
  });

  it("names each agent once, by its worst concern, and keeps the others", () => {
    const concern = of({ revokedAt: minutesAgo(1), heldAt: minutesAgo(2), atRisk: true, score: 200 });
    expect(concern).toMatchObject({ kind: "revoked", also: ["hold", "at_risk"], at: minutesAgo(1) });
  });
});

describe("what comes first", () => {
  const ordered = (...concerns: (Concern | null)[]) =>
    concerns
      .filter((one) => one !== null)
      .sort(byUrgency)
      .map(idOf);
  const agent = (agentId: string, situation: Omit<Situation, "agentId">) =>
    concernOf(factsOf({ agentId, ...situation }), DEFAULT_TRUST_POLICY, NOW);

  it("is the kind, then how bad it is", () => {
    expect(
      ordered(
        agent("near", { rated: false, signals: 4, coverage: 3 }),
        concernOfTask({ taskId: "lost", kind: "task_failed", at: minutesAgo(3) }),
        concernOfTask({ taskId: "lost lately", kind: "task_failed", at: minutesAgo(1) }),
        agent("quiet", { lastSignalAt: minutesAgo(30) }),
        agent("quieter", { lastSignalAt: minutesAgo(90) }),
        agent("later", { certified, nextDrop: inDays(2) }),
        agent("soon", { certified, nextDrop: inDays(1) }),
        agent("weak", { atRisk: true, score: 450 }),
        agent("weaker", { atRisk: true, score: 350 }),
        concernOfTask({ taskId: "patient", kind: "unroutable", at: NOW, until: NOW + 9 * DAYS }),
        concernOfTask({ taskId: "urgent", kind: "unroutable", at: NOW, until: NOW + DAYS }),
        agent("held", { heldAt: NOW }),
        agent("gone", { revokedAt: NOW, score: 200 }),
      ),
    ).toEqual([
      ...["gone", "held", "urgent", "patient", "weaker", "weak", "soon", "later", "quieter", "quiet"],
      ...["lost lately", "lost", "near"],
    ]);
  });

  const concern = fc.record({
    kind: fc.constantFrom(...CONCERNS),
    also: fc.constant<ConcernKind[]>([]),
    subject: fc.record({ agentId: fc.string({ minLength: 1, maxLength: 3 }) }),
    at: fc.constant(null),
    severity: fc.integer({ min: -5, max: 5 }),
  });

  it("does not depend on the order in which concerns were found, and never puts a lesser kind first", () => {
    fc.assert(
      fc.property(fc.uniqueArray(concern, { selector: idOf }), fc.nat(), (concerns, shift) => {
        const turned = [...concerns.slice(shift % (concerns.length + 1)), ...concerns.slice(0, shift % (concerns.length + 1))];
        const places = concerns.toSorted(byUrgency).map(({ kind }) => CONCERNS.indexOf(kind));
        expect(turned.toSorted(byUrgency)).toEqual(concerns.toSorted(byUrgency));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  it("an agent has its worst concern by the same order, whatever else is wrong with it", () => {
    const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
    const past = fc.integer({ min: NOW - 9 * DAYS, max: NOW });
    const situation = fc.record({
      agentId: fc.constant("a"),
      score: fc.integer({ min: 0, max: 1000 }),
      rated: fc.boolean(),
      atRisk: fc.boolean(),
      revokedAt: maybe(past),
      heldAt: maybe(past),
      delta24h: maybe(fc.integer({ min: -200, max: 200 })),
      lastSignalAt: maybe(past),
      signals: fc.nat(20),
      coverage: fc.nat(5),
      auditOpen: fc.boolean(),
      auditFailedAt: maybe(past),
      inconclusiveAt: maybe(past),
      overdueAt: maybe(past),
    });
    fc.assert(
      fc.property(situation, (given) => {
        const found = concernOf(factsOf(given), DEFAULT_TRUST_POLICY, NOW);
        if (!found) return;
        const places = [found.kind, ...found.also].map((kind) => CONCERNS.indexOf(kind));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      }),
    );
  });
});
