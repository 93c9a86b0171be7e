import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

const BUILT = ".next";
const MANIFEST = "page_client-reference-manifest.js";

/** A word that only the schema library writes. */
const SCHEMA_LIBRARY = "invalid_union";

/** Scripts that a browser loads before a page shows itself, by page, as the build has written them down. */
function firstLoads(): { page: string; scripts: string[] }[] {
  const server = join(BUILT, "server/app");
  const manifests = readdirSync(server, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(MANIFEST));
  return manifests.map((path) => ({
    page: path.slice(0, -MANIFEST.length),
    scripts: [...new Set(readFileSync(join(server, path), "utf8").match(/static\/chunks\/[^"\\]+\.js/g))],
  }));
}

test("no page begins with schemas: what checks input is on the server", () => {
  const pages = firstLoads();
  expect(pages.length).toBeGreaterThan(20);
  const heavy = pages.flatMap(({ page, scripts }) =>
    scripts
      .filter((script) => readFileSync(join(BUILT, script), "utf8").includes(SCHEMA_LIBRARY))
      .map((script) => `${page}: ${script}`),
  );
  expect(heavy).toEqual([]);
});
