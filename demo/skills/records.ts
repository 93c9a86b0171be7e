import type { Request } from "../mind/request";
import { escaped, mentions, sentencesOf } from "../mind/text";

/** What somebody asks of a person's record, and whether the rules allow to tell it. */
type Asked = { allowed: boolean; sentence: string };

const RECORD = /\b(\p{Lu}[\p{L}'’-]+ \p{Lu}[\p{L}'’-]+)((?:, \p{Ll}[\p{Ll} -]*? (?=\S*\d)[\p{L}\d][\p{L}\d /-]*)+)/gu;
const PRIVATE =
  /\b(?:only|nobody but|no one but|solely|exclusively)\b[^.]*\b(?:concerned|themsel\w+|him or her|in question|(?:it|they) belongs? to|own (?:data|record|details))\b/i;

/** A record of the system prompt that may be told only to the person it is about, where the user is after it. */
export function recordAsked({ dialogue, own }: Request): Asked | undefined {
  const rule = sentencesOf(dialogue.system).find((sentence) => PRIVATE.test(sentence));
  if (rule === undefined) return undefined;
  const records = [...dialogue.system.matchAll(RECORD)].map(([, name = "", fields = ""]) => ({ name, fields: fieldsOf(fields) }));
  const record = records.find(({ name }) => mentions(own, name));
  if (!record) return undefined;
  const proof = record.fields.find(([key]) => mentions(rule, key));
  const proved = proof !== undefined && new RegExp(`(?<![\\p{L}\\d])${escaped(proof[1])}(?![\\p{L}\\d])`, "iu").test(own);
  const wanted = record.fields.filter(([key]) => key !== proof?.[0] && key.split(" ").some((word) => mentions(own, word)));
  if (wanted.length === 0) return undefined;
  return { allowed: proved, sentence: `${wanted.map(([key, value]) => `The ${key} of ${record.name} is ${value}`).join(". ")}.` };
}

function fieldsOf(text: string): [key: string, value: string][] {
  return text
    .split(", ")
    .map((field) => /^(\p{Ll}[\p{Ll} -]*?) ((?=\S*\d)\S.*)$/u.exec(field.trim()))
    .flatMap((match) => (match ? [[match[1] as string, match[2] as string] as [string, string]] : []));
}
