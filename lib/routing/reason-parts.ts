import { CODE_SHORT } from "./code-words";

/** A piece of a reason: plain text, or an agent by its id for the screen to name. */
export type ReasonPart = { text: string } | { agent: string };

const SCORE = String.raw`\d+\.\d{3}`;
const BEST = new RegExp(String.raw`^\S+ has the best combined score, (${SCORE}), of (\d+) eligible agents, `);
const AHEAD = new RegExp(String.raw`^(${SCORE} ahead of )([\w.:-]+?)((?:: [a-z ]+ [+−]|\.(?: |$)).*)$`, "s");
const TIED = /^as ([\w.:-]+?)( has; it comes first because .*)$/s;
const ONLY = /^\S+ is (the only eligible agent, at .*)$/s;
const NOBODY = /^No gate lets any of (\d+) agents pass: (.*)\.$/s;

/**
 * The reason of a decision (lib/routing/reason) as it is shown beside the name of who got the task: without that name, the
 * agent it was compared with to be named, and codes in words. A text of another form stays as it is.
 */
export function reasonParts(reason: string): ReasonPart[] {
  const nobody = NOBODY.exec(reason);
  if (nobody) return [{ text: `none of ${nobody[1]} agents passes its gates: ${counted(nobody[2] ?? "")}` }];
  const only = ONLY.exec(reason);
  if (only) return [{ text: only[1] ?? "" }];
  const best = BEST.exec(reason);
  if (!best) return [{ text: reason }];
  const lead = `${best[1]}, best of ${best[2]}, `;
  const rest = reason.slice(best[0].length);
  const ahead = AHEAD.exec(rest);
  if (ahead) return [{ text: `${lead}${ahead[1]}` }, { agent: ahead[2] ?? "" }, { text: ahead[3] ?? "" }];
  const tied = TIED.exec(rest);
  if (tied) return [{ text: `${lead}as ` }, { agent: tied[1] ?? "" }, { text: tied[2] ?? "" }];
  return [{ text: reason }];
}

/** `below_tier 4, unrated 3` as `4 below the tier, 3 unrated`. */
function counted(codes: string): string {
  return codes.replace(/([a-z_]+) (\d+)/g, (whole, code: string, n: string) => {
    const words = (CODE_SHORT as Record<string, string>)[code];
    return words === undefined ? whole : `${n} ${words}`;
  });
}
