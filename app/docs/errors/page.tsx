import type { Metadata } from "next";
import { IntentLink } from "@/components/ui/intent-link";
import { ERROR_CATALOGUE, errorAnchor } from "@/lib/error-catalogue";

export const metadata: Metadata = { title: "Error catalogue" };

/** What the first word of a code stands for; a code without one stands last. */
const SUBJECTS: Readonly<Record<string, string>> = {
  http: "Requests",
  access: "Access",
  registry: "Agents",
  signals: "Signals",
  audits: "Audits",
  routing: "Routing",
  journal: "Journal",
  backup: "Backups",
  store: "Storage",
  internal: "Anything else",
};

const CODES = Object.entries(ERROR_CATALOGUE);
const GROUPS = [...new Set(CODES.map(([code]) => subjectOf(code)))].map(
  (subject) => [subject, CODES.filter(([code]) => subjectOf(code) === subject)] as const,
);

function subjectOf(code: string): string {
  const word = code.split("/")[0] ?? "";
  return SUBJECTS[word] ?? word.charAt(0).toUpperCase() + word.slice(1).replaceAll("-", " ");
}

export default function ErrorCataloguePage() {
  return (
    <div className="px-gutter pt-3 pb-12">
      <h1 className="text-16">Error catalogue</h1>
      <p className="mt-1 max-w-180 text-ink-2">
        Every error of the{" "}
        <IntentLink href="/docs" className="link">
          API
        </IntentLink>{" "}
        is a problem (RFC 9457) with one of these codes.
      </p>
      {GROUPS.map(([subject, codes]) => (
        <section key={subject} aria-label={subject} className="mt-6 max-w-240">
          <h2 className="pb-1 text-13">{subject}</h2>
          <dl className="m-0">
            {codes.map(([code, meaning]) => (
              <div
                key={code}
                id={errorAnchor(code)}
                className="grid scroll-mt-bar gap-x-6 border-line border-t py-1.5 target:bg-selected desk:grid-cols-[220px_1fr]"
              >
                <dt className="break-words font-mono text-12 leading-5">{code}</dt>
                <dd className="m-0 text-ink-2">{meaning}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
