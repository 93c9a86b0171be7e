"use client";

import { PlainText } from "@/components/chips/plain-text";
import { useAgentName } from "@/components/chips/use-agent-name";
import { IntentLink } from "@/components/ui/intent-link";
import type { Piece } from "./decision-words";

/** A sentence about agents: they go by their names and lead to their pages. */
export function DecisionSentence({ pieces }: { pieces: readonly Piece[] }) {
  const nameOf = useAgentName();
  return pieces.map((piece, at) => {
    // Pieces of one sentence have their place and nothing else.
    const key = `${at}`;
    if ("text" in piece) return <span key={key}>{piece.text}</span>;
    if ("strong" in piece)
      return (
        <b key={key} className="figures font-semibold">
          {piece.strong}
        </b>
      );
    return (
      <IntentLink
        key={key}
        href={`/agents/${encodeURIComponent(piece.agent)}`}
        title={piece.agent}
        className="font-semibold hover:underline hover:decoration-line-strong hover:underline-offset-4"
      >
        <PlainText text={nameOf(piece.agent)} />
      </IntentLink>
    );
  });
}
