import type { Metadata } from "next";
import { Reference } from "@/components/docs/reference";

export const metadata: Metadata = { title: "API reference" };

export default function DocsPage() {
  return (
    <div className="px-gutter pb-12">
      <h1 className="sr-only">API reference</h1>
      <Reference />
    </div>
  );
}
