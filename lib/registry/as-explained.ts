import type { ScoreExplanation } from "../trust/explanation";
import type { Agent } from "./agent";

/**
 * The agent with the score of its explanation. Both are fetched on their own while the score moves; shown together they
 * must agree, so the explanation decides and the changes move with it.
 */
export function asExplained(agent: Agent, explanation: ScoreExplanation | undefined): Agent {
  if (!explanation) return agent;
  const moved = explanation.score - agent.score;
  const shift = (change: number | null) => (change === null ? null : change + moved);
  return {
    ...agent,
    score: explanation.score,
    rated: explanation.rated,
    band: explanation.band,
    delta: { h1: shift(agent.delta.h1), h24: shift(agent.delta.h24), d7: shift(agent.delta.d7) },
  };
}
