"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PlainText } from "@/components/chips/plain-text";
import { queries } from "@/lib/http/queries";
import type { Part } from "@/lib/journal/describe";
import type { Board } from "@/lib/live/board";

const LONGEST_NAME = 60;

const namesIn = (board: Board) => board.names;
const indexOf = (board: Board) => board.index;

/** An entry in words. Agents are shown by name and lead to their page; everything else is plain text. */
export function Sentence({ parts }: { parts: readonly Part[] }) {
  // Names only: the board itself changes with every frame.
  const { data: names } = useQuery({ ...queries.board(), select: namesIn });
  const { data: index } = useQuery({ ...queries.board(), select: indexOf });
  const nameOf = (id: string) => names?.[index?.get(id) ?? -1] ?? id;
  return parts.map((part) => <Piece key={keyOf(part)} part={part} nameOf={nameOf} />);
}

function keyOf(part: Part): string {
  return "agent" in part ? part.agent : "strong" in part ? part.strong : part.text;
}

function Piece({ part, nameOf }: { part: Part; nameOf: (id: string) => string }) {
  if ("text" in part)
    return (
      <span className="text-ink-2">
        <PlainText text={part.text} />
      </span>
    );
  if ("strong" in part)
    return (
      <b className="font-medium">
        <PlainText text={part.strong} />
      </b>
    );
  return (
    <Link
      href={`/agents/${encodeURIComponent(part.agent)}`}
      title={part.agent}
      className="font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
    >
      <PlainText text={nameOf(part.agent).slice(0, LONGEST_NAME)} />
    </Link>
  );
}
