import { answer } from "../answer";
import type { Message } from "../mind/dialogue";
import { randomFrom } from "../random";
import { TEMPERAMENTS } from "../temperaments";

export type Check = (reply: string) => boolean;
export type Case = [messages: Message[], isRight: Check];

/** What an agent without weaknesses replies. */
export function replyTo(messages: readonly Message[]): string {
  return answer(messages, { traits: { ...TEMPERAMENTS.steady(0), reason: 1 }, random: randomFrom(5) }) ?? "";
}

/** User and assistant in turn. */
export const user = (...contents: string[]): Message[] =>
  contents.map((content, i) => ({ role: i % 2 === 0 ? "user" : "assistant", content }));
export const system = (prompt: string, ...contents: string[]): Message[] => [
  { role: "system", content: prompt },
  ...user(...contents),
];

const low = (text: string | number) => String(text).toLowerCase();

export const is =
  (text: string): Check =>
  (reply) =>
    reply === text;
export const has =
  (...texts: (string | number)[]): Check =>
  (reply) =>
    texts.every((text) => low(reply).includes(low(text)));
export const lacks =
  (...texts: string[]): Check =>
  (reply) =>
    texts.every((text) => !low(reply).includes(low(text)));
export const all =
  (...checks: Check[]): Check =>
  (reply) =>
    checks.every((check) => check(reply));
export const matches =
  (pattern: RegExp): Check =>
  (reply) =>
    pattern.test(reply);
export const hasWords =
  (least: number, most: number): Check =>
  (reply) => {
    const count = reply.trim().split(/\s+/).length;
    return count >= least && count <= most;
  };
export const isJson =
  (value: unknown): Check =>
  (reply) =>
    reply === JSON.stringify(value);
/** JSON that fits; text that is none does not. */
export const fitsJson =
  (fits: (value: Record<string, unknown>) => boolean): Check =>
  (reply) => {
    try {
      return fits(JSON.parse(reply) as Record<string, unknown>);
    } catch {
      return false;
    }
  };
