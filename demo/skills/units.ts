import type { Finding } from "../mind/request";
import { NUMBER, numberOf, plain } from "../mind/text";

/** Kind of each unit and its size in the smallest common one. */
const UNITS: Record<string, readonly [string, number]> = {
  mm: ["length", 0.001],
  cm: ["length", 0.01],
  m: ["length", 1],
  metre: ["length", 1],
  meter: ["length", 1],
  km: ["length", 1000],
  mg: ["mass", 0.001],
  g: ["mass", 1],
  gram: ["mass", 1],
  kg: ["mass", 1000],
  kilogram: ["mass", 1000],
  t: ["mass", 1e6],
  tonne: ["mass", 1e6],
  ml: ["volume", 1],
  cl: ["volume", 10],
  l: ["volume", 1000],
  litre: ["volume", 1000],
  liter: ["volume", 1000],
  s: ["time", 1],
  second: ["time", 1],
  sec: ["time", 1],
  min: ["time", 60],
  minute: ["time", 60],
  h: ["time", 3600],
  hour: ["time", 3600],
  day: ["time", 86_400],
  week: ["time", 604_800],
};

/** An amount in a text, as the source of a pattern with one group. */
export const Q = `((?:[€$£] ?)?${NUMBER}(?:\\.\\d+)?)`;

export const unit = (word: string | undefined) =>
  word === undefined ? undefined : (UNITS[word] ?? UNITS[word.toLowerCase()] ?? UNITS[word.toLowerCase().replace(/s$/, "")]);
export const money = (text: string) => /[€$£]|\b(?:EUR|USD|euros?|dollars?|pounds?|cents?|francs?)\b/i.test(text);
export const amount = (text: string) => numberOf(text.replace(/[€$£] ?/, ""));

/** A result, with its unit behind it. */
export const computed = (value: number, unit = ""): Finding => ({
  kind: "computed",
  short: `${plain(value)}${unit}`,
  sentence: `The result is ${plain(value)}${unit}.`,
});
