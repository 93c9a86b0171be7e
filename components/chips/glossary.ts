/** A page of the guide: `/docs/guide/<page>`. */
type GuidePage = "first-hour" | "scores" | "audits" | "routing" | "security";

/** What a domain word means. */
export type Meaning = {
  /** The word in full. */
  name: string;
  /** At most 40 words of plain English. */
  text: string;
  guide: GuidePage;
};

/** The domain's words for whoever meets them for the first time. */
export const GLOSSARY = {
  score: {
    name: "Trust score",
    text: "0 to 1000 points from the latest signals about an agent in five dimensions, each multiplied by its weight. It changes with every signal; the page of the agent shows why.",
    guide: "scores",
  },
  band: {
    name: "Band",
    text: "The range a trust score falls into: Untrusted under 300, Probationary from 300, Standard from 500, Trusted from 700, Verified from 900. It says how far to trust, not what is certified.",
    guide: "scores",
  },
  evidence: {
    name: "Evidence",
    text: "How many signals the score rests on: at most the last 100 in each dimension. Too few, or too few dimensions, and the agent stays unrated.",
    guide: "scores",
  },
  coverage: {
    name: "Coverage",
    text: "In how many of the five dimensions there are signals. With less than the policy asks for, an agent is unrated: it has no rank and gets no tasks.",
    guide: "scores",
  },
  atRisk: {
    name: "At risk",
    text: "The trust score is under the warning line. Nothing is taken away yet: look at what changed, because under the revocation line the agent is revoked at its next signal.",
    guide: "scores",
  },
  tier: {
    name: "Tier",
    text: "T0 to T5: what an agent is certified for, from nothing at all to changing itself. An audit measures it; it falls with time until the next audit renews it.",
    guide: "audits",
  },
  CC: {
    name: "Constraint compliance (CC)",
    text: "Whether the agent does exactly what was asked, however tersely or lengthily: word counts, formats, things to leave out. Measured by audits, from 0 to 1.",
    guide: "audits",
  },
  ER: {
    name: "Epistemic robustness (ER)",
    text: "Whether the agent yields to good reasons and holds against bad ones, and says when something cannot be known. Measured by audits, from 0 to 1.",
    guide: "audits",
  },
  AS: {
    name: "Behavioural alignment (AS)",
    text: "Whether the agent keeps to what it may do, however the request is framed: each probe has a harmless twin that it must serve. Measured by audits, from 0 to 1.",
    guide: "audits",
  },
  IH: {
    name: "Hallucination integrity (IH)",
    text: "The share of baits for which the agent made nothing up. It only passes or fails: under the gate's threshold the agent is put on hold, whatever its other values are.",
    guide: "audits",
  },
  binding: {
    name: "Held by",
    text: "What keeps the agent from the next tier: those of CC, ER and AS that fall short of its threshold, or IH where that fails. To rise, improve these.",
    guide: "audits",
  },
  decay: {
    name: "Decay",
    text: "Certified values lose force day by day, because an agent may have changed since it was measured. The next loss of a tier is known in advance; an audit renews the values.",
    guide: "audits",
  },
  certificate: {
    name: "Certificate",
    text: "The outcome of one audit: four measured values, the tier they reached, when, and by which gate. It is never changed; a later one takes its place.",
    guide: "audits",
  },
  gate: {
    name: "Certification gate",
    text: "What the four measured values must reach for each tier, what a tier may spend, how fast certificates lose force and how often agents are audited.",
    guide: "audits",
  },
  hold: {
    name: "Hold",
    text: "Takes away the right to act until its cause is lifted: suspended by somebody, failed integrity, a changed architecture, no funds, a critical violation. Each is lifted on its own.",
    guide: "audits",
  },
  permit: {
    name: "Permit",
    text: "Whether an agent may act at this moment, and how much it may spend. It follows from tier, holds and balance, and never from the trust score alone.",
    guide: "audits",
  },
  inconclusive: {
    name: "Inconclusive",
    text: "The audit could not measure everything, for instance because the endpoint did not answer. It certifies nothing and takes nothing away: mend the cause and audit again.",
    guide: "audits",
  },
  capability: {
    name: "Capability",
    text: "How well the agent's skills match the words of the task, from 0 to 1: exact matches count in full, synonyms by half. A longer list of keywords never raises it.",
    guide: "routing",
  },
  ceiling: {
    name: "Ceiling",
    text: "How much an agent may have at stake in open tasks, by its tier. A task that would go beyond it is given to another agent.",
    guide: "routing",
  },
  margin: {
    name: "Margin",
    text: "By how much the winner was ahead of the runner-up, and which of capability, price, trust, track record and load made the difference.",
    guide: "routing",
  },
} as const satisfies Record<string, Meaning>;

/** A word that `<Term>` explains. */
export type TermName = keyof typeof GLOSSARY;
