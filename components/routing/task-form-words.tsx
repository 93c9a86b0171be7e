"use client";

import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { PlainText } from "@/components/chips/plain-text";
import { Input } from "@/components/ui/input";

const LONGEST = 64;

type Props = {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
  words: readonly string[];
  onChange: (words: string[]) => void;
  /** Offered under the field. */
  suggestions: readonly string[];
};

/** A few words, each its own: taken over with a comma, Enter or on leaving the field; Backspace takes the last one back. */
export function WordsBox({ words, onChange, suggestions, ...wiring }: Props) {
  const [text, setText] = useState("");
  const take = (typed: string) => {
    const added = typed
      .split(",")
      .map((word) => word.trim().slice(0, LONGEST))
      .filter((word) => word !== "");
    if (added.length > 0) onChange([...new Set([...words, ...added])]);
    setText("");
  };
  function press(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && text.trim() !== "") {
      event.preventDefault();
      take(text);
    } else if (event.key === "Backspace" && text === "" && words.length > 0) onChange(words.slice(0, -1));
  }
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <Input
        {...wiring}
        placeholder={words.length === 0 ? "any" : "another"}
        value={text}
        onChange={(event) => (event.target.value.includes(",") ? take(event.target.value) : setText(event.target.value))}
        onBlur={() => text.trim() !== "" && take(text)}
        onKeyDown={press}
      />
      <div className="flex min-h-6 flex-wrap gap-1">
        {words.map((word) => (
          <button
            key={word}
            type="button"
            aria-label={`Remove ${word}`}
            onClick={() => onChange(words.filter((other) => other !== word))}
            className="words inline-flex h-6 max-w-full items-center gap-1 rounded-1 bg-selected px-1.5 font-medium text-12 hover:bg-hover phone:h-9 phone:px-2.5"
          >
            <span className="truncate">
              <PlainText text={word} />
            </span>
            <X aria-hidden className="size-3 text-ink-3" />
          </button>
        ))}
        {suggestions.map((word) => (
          <button
            key={word}
            type="button"
            aria-label={`Require ${word}`}
            onClick={() => onChange([...words, word])}
            className="words inline-flex h-6 max-w-full items-center gap-1 rounded-1 border border-line px-1.5 text-12 text-ink-2 hover:border-control hover:bg-hover phone:h-9 phone:px-2.5"
          >
            <Plus aria-hidden className="size-3 text-ink-3" />
            <span className="truncate">
              <PlainText text={word} />
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
