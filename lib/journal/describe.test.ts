import { expect, it, describe as suite } from "vitest";
import { describe, sentenceText } from "./describe";
import { ENTRY_TYPES, type Entry, type EntryType } from "./entry";

const entry = (type: EntryType, data: Record<string, unknown> = {}, agentId: string | null = "scout"): Entry => ({
  seq: 7,
  id: "0190",
  at: "2026-11-20T14:02:11Z",
  type,
  agentId,
  actor: "owner",
  cause: null,
  data,
  prevHash: "00",
  hash: "11",
});

const said = (type: EntryType, data?: Record<string, unknown>, agentId?: string | null) =>
  sentenceText(describe(entry(type, data, agentId)).parts);

suite("an entry in words", () => {
  it.each(ENTRY_TYPES)("%s is a sentence even without data", (type) => {
    const { label, parts, brief } = describe(entry(type, {}, null));
    expect(label).not.toBe("");
    expect(sentenceText(brief)).not.toMatch(/^$|undefined|null|NaN/);
    expect(sentenceText(parts)).not.toMatch(/undefined|null|NaN/);
  });

  it.each<[EntryType, Record<string, unknown>, string]>([
    ["agent.registered", { name: "scout", model: "claude-haiku-4.5" }, "scout was registered with the model claude-haiku-4.5"],
    ["agent.updated", { changed: ["name", "capacity"], name: "scout" }, "scout was edited: name, capacity"],
    ["agent.suspended", { reason: "three egress violations" }, "scout was suspended: three egress violations"],
    ["agent.revoked", { reason: "Trust score 291 below threshold" }, "scout was revoked: Trust score 291 below threshold"],
    ["agent.at_risk", { score: 480 }, "scout fell below the warning line at 480"],
    ["agent.band_changed", { from: "trusted", to: "standard", score: 688 }, "scout went from Trusted to Standard at 688"],
    ["agent.band_changed", { from: null, to: "verified_partner", score: 901 }, "scout is rated: Verified at 901"],
    ["agent.hold_set", { cause: "critical_violation", note: "egress" }, "scout was put on hold: critical violation: egress"],
    ["agent.hold_lifted", { cause: "operator", reason: "cleared" }, "The hold operator was lifted from scout: cleared"],
    ["agent.architecture_accepted", { reason: "planned" }, "The new architecture of scout was accepted: planned"],
    ["certification.issued", { tier: "T3", direction: "first" }, "scout was certified T3"],
    ["certification.issued", { tier: "T3", direction: "renewal" }, "scout was certified T3 again"],
    ["certification.issued", { tier: "T3", previousTier: "T4", direction: "demotion" }, "scout was certified T3, down from T4"],
    [
      "certification.tier_dropped",
      { from: "T3", to: "T2", dimensions: ["cc", "er"] },
      "scout went from T3 to T2: CC, ER decayed",
    ],
    [
      "certification.tier_dropped",
      { from: "T3", to: "T2", dimensions: ["er"], by: "gate" },
      "scout went from T3 to T2: the gate was changed, ER holds it there",
    ],
    [
      "certification.expired",
      { from: "T4", to: "T0", dimensions: ["ih"] },
      "The certificate of scout expired from T4: IH decayed",
    ],
    ["certification.architecture_mismatch", {}, "scout was seen with another architecture: its certificate is void"],
    ["gate.changed", { version: 2, reason: "stricter" }, "Gate version 2 took effect: stricter"],
    ["weights.changed", { version: 9, reason: "incidents" }, "Trust weights version 9 took effect: incidents"],
    [
      "weights.changed",
      { version: 10, undoes: 9, reason: "too strict" },
      "An undo: trust weights version 10 took effect: too strict",
    ],
    ["signals.recorded", { count: 1 }, "1 signal recorded about scout"],
  ])("%s says %j as “%s”", (type, data, sentence) => {
    expect(said(type, data)).toBe(sentence);
  });

  it("is shorter beside its label, and says how far the score moved", () => {
    const { brief, change } = describe(
      entry("agent.band_changed", { from: "trusted", to: "standard", score: 688, previousScore: 702 }),
    );
    expect(sentenceText(brief)).toBe("scout to Standard");
    expect(change).toBe(-14);
    expect(describe(entry("agent.resumed")).change).toBe(null);
  });

  it("cuts a reason that would fill the screen", () => {
    expect(said("agent.suspended", { reason: "x".repeat(2000) }).length).toBeLessThan(230);
  });

  it("marks stops as bad and falls as warnings", () => {
    expect(describe(entry("agent.revoked")).tone).toBe("bad");
    expect(describe(entry("agent.at_risk")).tone).toBe("warn");
    expect(describe(entry("agent.recovered")).tone).toBe("plain");
  });

  it("names the agent by its id, so that the screen can link it", () => {
    expect(describe(entry("agent.resumed")).parts[0]).toEqual({ agent: "scout" });
  });
});
