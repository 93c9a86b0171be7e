import { SideNav } from "@/components/ui/side-nav";
import { GUIDE_PAGES, guidePath, POLICY_PAGE } from "./guide-pages";

const PARTS = [
  { title: "Guide", pages: GUIDE_PAGES.map(({ name, title }) => ({ href: guidePath(name), name: title })) },
  {
    title: "Reference",
    pages: [
      // The reference has a style sheet of its own.
      { href: "/docs", name: "API reference", apart: true },
      { href: "/docs/errors", name: "Error catalogue" },
      { href: guidePath(POLICY_PAGE.name), name: POLICY_PAGE.title },
    ],
  },
] as const;

/** Pages of the guide and of the reference. */
export function DocsNav() {
  return <SideNav label="Docs" parts={PARTS} />;
}
