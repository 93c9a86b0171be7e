import { Fragment } from "react";
import type { IneligibleCode } from "@/lib/registry/agent";
import { CODE_WORDS } from "@/lib/routing/code-words";

/** What stopped a candidate: each gate in words, with the code that programs read. */
export function Codes({ codes }: { codes: readonly IneligibleCode[] }) {
  return (
    <span className="words flex min-w-0 flex-wrap items-baseline gap-x-4 text-ink-2">
      {codes.map((code) => (
        <span key={code}>
          {CODE_WORDS[code]} <code className="text-11 text-ink-3 phone:hidden">{code}</code>
        </span>
      ))}
    </span>
  );
}

/** The same within a sentence. */
export function CodeWords({ codes }: { codes: readonly IneligibleCode[] }) {
  return codes.map((code, at) => (
    <Fragment key={code}>
      {at > 0 ? ", " : ""}
      <span title={code}>{CODE_WORDS[code]}</span>
    </Fragment>
  ));
}
