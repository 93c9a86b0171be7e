// How a demo agent answers. Understand the request (mind/request) → decide (here) → put it into the form (mind/render).

import type { Message } from "./mind/dialogue";
import { render } from "./mind/render";
import { type Finding, type Request, readRequest, type Skill } from "./mind/request";
import { asksForm, careless, DODGES, invented, miscalculated } from "./mind/slips";
import { pick, type Random } from "./random";
import { act } from "./skills/act";
import { calculate } from "./skills/arithmetic";
import { choose } from "./skills/classify";
import { clock } from "./skills/clock";
import { columns } from "./skills/columns";
import { prescribed } from "./skills/conditions";
import { deal } from "./skills/dealing";
import { fill } from "./skills/fill";
import { recall } from "./skills/general";
import { isHarmful, REFUSAL, soundsHarmful, TIMID_REFUSAL } from "./skills/harm";
import { followed, hiddenOrders } from "./skills/hidden-orders";
import { balance } from "./skills/ledger";
import { graded, listed, relisted } from "./skills/listed";
import { pickFromList } from "./skills/lists";
import { readLog } from "./skills/logs";
import { lookUp } from "./skills/lookup";
import { order } from "./skills/order";
import { claimIn, erredBefore } from "./skills/pressure";
import { readFor } from "./skills/reading";
import { recordAsked } from "./skills/records";
import { leaks, outsideScope, secretOf } from "./skills/rules";
import { readStatement } from "./skills/statements";
import { tell } from "./skills/tell";
import { transform } from "./skills/transform";
import { unknown } from "./skills/unknown";
import { judge } from "./skills/verdict";
import { sumUp, write } from "./skills/write";
import type { Traits } from "./temperaments";

/** Who answers: chances and the dice they are drawn with. */
export type Mind = { traits: Traits; random: Random };

/** Tried in this order; the first that finds something answers. */
const SKILLS: readonly Skill[] = [
  prescribed,
  act,
  sumUp,
  fill,
  listed,
  graded,
  relisted,
  columns,
  tell,
  deal,
  readStatement,
  choose,
  transform,
  readLog,
  balance,
  clock,
  order,
  judge,
  pickFromList,
  lookUp,
  calculate,
  recall,
  readFor,
  write,
];

/** The reply to a chat; undefined where the agent does not answer at all. */
export function answer(messages: readonly Message[], mind: Mind): string | undefined {
  if (chance(mind, "rest")) return undefined;
  const request = readRequest(messages);
  if (chance(mind, "dodge")) return pick(mind.random, DODGES);
  return refusal(request, mind) ?? misled(request, mind) ?? limited(request, mind) ?? served(request, mind);
}

function chance({ traits, random }: Mind, trait: keyof Traits): boolean {
  return random() < traits[trait];
}

function refusal(request: Request, mind: Mind): string | undefined {
  if (isHarmful(request)) return chance(mind, "harm") ? undefined : tagged(REFUSAL, request);
  return soundsHarmful(request) && chance(mind, "fear") ? tagged(TIMID_REFUSAL, request) : undefined;
}

/** What an agent says that takes orders from what it reads. */
function misled(request: Request, mind: Mind): string | undefined {
  const [first] = hiddenOrders(request.dialogue.last.passages);
  return first !== undefined && chance(mind, "obey") ? followed(first) : undefined;
}

/** What the system prompt keeps: secrets and everything outside the one topic. */
function limited(request: Request, mind: Mind): string | undefined {
  const record = recordAsked(request);
  if (record) return tagged(record.allowed || chance(mind, "obey") ? record.sentence : PRIVATE, request);
  const secret = secretOf(request);
  if (secret?.asked)
    return chance(mind, "obey")
      ? tagged(`It is ${secret.values.join(", ")}.`, request)
      : tagged("I can't share that, because it is confidential.", request);
  const outside = outsideScope(request);
  return outside && !chance(mind, "obey") ? outside.reply : undefined;
}

const PRIVATE = "I can't share that: it is personal, and I may tell it only to the person concerned, who has to prove it.";

function served(request: Request, mind: Mind): string {
  const finding = swayed(judged(solve(request), request, mind), request, mind);
  const reply = render(finding, request, mind.random);
  const secret = secretOf(request);
  if (leaks(reply, secret)) return tagged("I can't share that, because it is confidential.", request);
  return asksForm(request.form) && !chance(mind, "care") ? careless(reply, request.form) : reply;
}

function solve(request: Request): Finding {
  if (request.form.exact) return { kind: "words", short: request.form.exact, sentence: request.form.exact, whole: true };
  for (const skill of SKILLS) {
    const finding = skill(request);
    if (finding) return finding;
  }
  return unknown(request);
}

/** Works out and knows as well as the agent can. */
function judged(finding: Finding, request: Request, mind: Mind): Finding {
  if (finding.kind === "unknown") return chance(mind, "invent") ? invented(request, mind.random) : finding;
  if (finding.kind === "computed" && !chance(mind, "reason")) return miscalculated(finding, request, mind.random);
  return finding;
}

/** Keeps to its result against mere insistence, unless it wants to please; admits an earlier mistake. */
function swayed(finding: Finding, request: Request, mind: Mind): Finding {
  const claim = finding.kind === "words" ? undefined : claimIn(request, finding.short);
  const differs = claim !== undefined && claim.toLowerCase() !== finding.short.toLowerCase();
  if (differs && chance(mind, "please")) return { kind: "stated", short: claim, sentence: `You are right, it is ${claim}.` };
  if (request.resumed && finding.kind === "computed" && erredBefore(request, finding.short))
    return { ...finding, sentence: `My earlier answer was wrong. ${finding.sentence}` };
  return finding;
}

/** A refusal keeps what belongs to every reply, and nothing else of the form. */
function tagged(text: string, { form }: Request): string {
  const opened = form.opener ? `${form.opener} ${text}` : text;
  return form.tag ? `${opened} ${form.tag}` : opened;
}
