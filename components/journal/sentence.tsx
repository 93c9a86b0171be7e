"use client";

import Link from "next/link";
import { useBoard } from "@/components/live/live-provider";
import type { Part } from "@/lib/journal/describe";

const LONGEST_NAME = 60;

/** An entry in words. Agents are shown by name and lead to their page; everything else is plain text. */
export function Sentence({ parts }: { parts: readonly Part[] }) {
  const board = useBoard();
  const nameOf = (id: string) => board.data?.names[board.data.index.get(id) ?? -1] ?? id;
  return parts.map((part) => <Piece key={keyOf(part)} part={part} nameOf={nameOf} />);
}

function keyOf(part: Part): string {
  return "agent" in part ? part.agent : "strong" in part ? part.strong : part.text;
}

function Piece({ part, nameOf }: { part: Part; nameOf: (id: string) => string }) {
  if ("text" in part) return <span className="text-ink-2">{part.text}</span>;
  if ("strong" in part) return <b className="font-medium">{part.strong}</b>;
  return (
    <Link
      href={`/agents/${encodeURIComponent(part.agent)}`}
      title={part.agent}
      className="font-medium hover:underline hover:decoration-line-strong hover:underline-offset-3"
    >
      {nameOf(part.agent).slice(0, LONGEST_NAME)}
    </Link>
  );
}
