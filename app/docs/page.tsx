import type { Metadata } from "next";
import Link from "next/link";
import { Reference } from "@/components/docs/reference";

export const metadata: Metadata = { title: "API reference" };

const DOCUMENT = "/api/openapi.json";

export default function DocsPage() {
  return (
    <div className="px-gutter pt-3 pb-12">
      <h1 className="text-16">API reference</h1>
      <p className="mt-1 max-w-180 text-ink-2">
        Send a key as <code>Authorization: Bearer …</code>; a browser that is signed in needs none. Times are RFC 3339 in UTC,
        errors are problems as of RFC 9457 with one of{" "}
        <Link className="link" href="/docs/errors">
          these codes
        </Link>
        . The same as{" "}
        <a className="link" href={DOCUMENT}>
          an OpenAPI 3.1 document
        </a>
        .
      </p>
      <Reference url={DOCUMENT} />
    </div>
  );
}
