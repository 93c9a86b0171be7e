import type { IneligibleCode } from "@/lib/registry/agent";
import { CODE_WORDS } from "./decision-words";

/** What stopped a candidate: each code, and in words what it means; of several the words come when one asks for them. */
export function Codes({ codes }: { codes: readonly IneligibleCode[] }) {
  const [only] = codes;
  if (only && codes.length === 1)
    return (
      <span className="flex min-w-0 items-baseline gap-3">
        <code>{only}</code>
        <span className="words truncate text-ink-3">{CODE_WORDS[only]}</span>
      </span>
    );
  return (
    <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
      {codes.map((code) => (
        <button
          key={code}
          type="button"
          aria-label={`${code}: ${CODE_WORDS[code]}`}
          data-hint={CODE_WORDS[code]}
          className="cursor-help rounded-1 text-left phone:min-h-9"
        >
          <code>{code}</code>
          <span className="words hidden text-ink-3 phone:inline"> {CODE_WORDS[code]}</span>
        </button>
      ))}
    </span>
  );
}
