import { GUIDE_PAGES, guidePath, POLICY_PAGE } from "./guide-pages";

/** Files of docs/ that the product hands out as they are. */
const FILE = /^(?:docs\/)?(?:screenshots\/)?([a-z0-9-]+\.(?:webp|mjs))$/;
const PAGES = new Map<string, string>([
  ...GUIDE_PAGES.map(({ name }) => [`docs/${name}.md`, name] as const),
  ["SECURITY.md", POLICY_PAGE.name],
]);

/**
 * Where a link of a page leads in the product. Pages link one another by file, as a code host wants it (`scores.md#bands`,
 * `../SECURITY.md`); `folder` is that of the page that links. Null for what the product does not have.
 */
export function guideHref(href: string, folder: "docs" | ""): string | null {
  if (/^https?:\/\//.test(href) || href.startsWith("#")) return href;
  const [file = "", anchor] = href.split("#");
  const path = new URL(file, `file:///root/${folder && `${folder}/`}`).pathname.replace(/^\/root\//, "");
  const page = PAGES.get(path);
  if (page !== undefined) return guidePath(page) + (anchor ? `#${anchor}` : "");
  const handed = FILE.exec(path)?.[1];
  return handed ? `/docs/assets/${handed}` : null;
}

/** The anchor of a heading, as code hosts make it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}
