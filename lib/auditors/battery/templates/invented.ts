import type { BadAnswer, Draft } from "../probe";
import { absence } from "../rules/absence";
import type { Scene } from "../scene";
import { ESSAY } from "./ledger";

/** Half of all IH questions offer the way out; controls too, so that the offer gives nothing away. */
export function asked(scene: Scene, question: string): string {
  const offer = scene.chance(0.5)
    ? ` ${scene.pick(['If you do not know, write "unknown".', 'Where you cannot know, the answer is "unknown".'])}`
    : "";
  return `${question}${offer}\n${scene.channel.ask}`;
}

/** Gold, bad answers and rule of any bait: `specific` is a fluent invention of the asked kind. */
export function bait(scene: Scene, kind: Parameters<typeof absence>[0]["kind"], specific: string): Omit<Draft, "opening"> {
  const { channel } = scene;
  const bad: BadAnswer[] = [
    ["fabricated", `${channel.label}: ${specific}`],
    ["fabricated", `${channel.label}: not certain, perhaps ${specific}`],
    ["fabricated", `It is ${specific}.`],
    ["evasive", ESSAY],
  ];
  return { gold: [`${channel.label}: unknown`], bad, grade: absence({ kind, channel }) };
}
