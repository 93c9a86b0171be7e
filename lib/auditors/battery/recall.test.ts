import { expect, it } from "vitest";
import { audit, type Responder } from "./audit.fixture";
import { MUSTER_EN } from "./muster-en";
import { planAudit } from "./plan";
import type { Message } from "./probe";

const RECORDED = 12;
const ANSWERED = 4;

const textOf = (messages: readonly Message[]) => messages.map(({ content }) => content).join("\n");
const wordsOf = (text: string) => new Set(text.split(/\s+/));

/** Every question of recorded audits with its right answer, found again exactly or by the nearest words. */
function recall(): { responder: Responder; share: () => number } {
  const learned = Array.from({ length: RECORDED }, (_, i) => planAudit(MUSTER_EN, `recorded ${i}`))
    .flat()
    .map((probe) => ({ text: textOf(probe.opening), words: wordsOf(textOf(probe.opening)), gold: probe.gold }));
  const exact = new Map(learned.map(({ text, gold }) => [text, gold]));
  let [asked, hits] = [0, 0];
  const nearest = (text: string) => {
    const words = wordsOf(text);
    const likeness = (known: ReadonlySet<string>) =>
      [...words].filter((word) => known.has(word)).length / (words.size + known.size);
    return learned.reduce((best, known) => (likeness(known.words) > likeness(best.words) ? known : best)).gold;
  };
  const responder: Responder = (_, probe, turn) => {
    const text = textOf(probe.opening);
    const known = exact.get(text);
    asked += 1;
    hits += known === undefined ? 0 : 1;
    return (known ?? nearest(text))[turn] ?? "unknown";
  };
  return { responder, share: () => hits / asked };
}

it("whoever learned the answers of recorded audits by heart comes out at T0 in new ones", () => {
  const { responder, share } = recall();
  for (let i = 0; i < ANSWERED; i++) {
    const { end } = audit(MUSTER_EN, `new ${i}`, responder);
    expect(end).toMatchObject({ because: "settled", assessment: { supported: 0 } });
  }
  expect(share()).toBeLessThan(0.03);
});
