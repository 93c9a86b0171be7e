import type { Metadata } from "next";
import { IntentLink } from "@/components/ui/intent-link";
import { ERROR_CATALOGUE, errorAnchor } from "@/lib/error-catalogue";

export const metadata: Metadata = { title: "Error catalogue" };

export default function ErrorCataloguePage() {
  return (
    <div className="mx-auto max-w-[880px] px-gutter py-6">
      <h1 className="text-20 font-semibold">Error catalogue</h1>
      <p className="mt-1 text-ink-2">
        Every error of the{" "}
        <IntentLink href="/docs" className="link">
          API
        </IntentLink>{" "}
        is a problem (RFC 9457) with one of these codes.
      </p>
      <dl className="mt-6">
        {Object.entries(ERROR_CATALOGUE).map(([code, meaning]) => (
          <div
            key={code}
            id={errorAnchor(code)}
            className="grid gap-x-6 border-line border-t py-2 target:bg-selected desk:grid-cols-[220px_1fr]"
          >
            <dt className="font-mono">{code}</dt>
            <dd className="text-ink-2">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
