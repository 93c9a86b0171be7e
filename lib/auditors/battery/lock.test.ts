import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect, it } from "vitest";
import lock from "./lock.json";
import { MUSTER_EN } from "./muster-en";

const FOLDER = import.meta.dirname;

/** Every file that decides about a question or a verdict, each as path and text, in order. */
function sources(): [path: string, text: string][] {
  return readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ts$/.test(entry.name) && !/\.(test|fixture)\.ts$/.test(entry.name))
    .map((entry): [string, string] => {
      const path = join(entry.parentPath, entry.name);
      return [relative(FOLDER, path).split(sep).join("/"), readFileSync(path, "utf8").replaceAll("\r\n", "\n")];
    })
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What the battery asks and how it judges: templates, pools, rules, formula, plan. Comments and layout do not count, nor the version itself. */
function digest(): string {
  const hash = createHash("sha256");
  for (const [path, text] of sources()) {
    const bare = text
      .replace(/^\s*\/\*\*[\s\S]*?\*\/\s*$/gm, "")
      .replace(/^\s*\/\/.*$/gm, "")
      .replace(/^const VERSION = .*$/m, "")
      .replace(/\s+/g, " ");
    hash.update(`${path.length}:${path}${bare.length}:${bare}`);
  }
  return hash.digest("hex");
}

it("holds the locked hash: a change of templates, pools, rules, formula or plan needs a new version", () => {
  const versions: Record<string, string> = lock;
  const found = digest();
  // To release a change: raise VERSION in muster-en.ts (minor: wording, pools; major: templates, facets, formula) and add it here.
  expect({ [MUSTER_EN.version]: versions[MUSTER_EN.version] }).toEqual({ [MUSTER_EN.version]: found });
  expect(MUSTER_EN.sha256).toBe(found);
});

it("counts every part of the battery", () => {
  const paths = sources().map(([path]) => path);
  for (const part of [
    "templates/cc-prose.ts",
    "pools/orchard.ts",
    "rules/value.ts",
    "assess.ts",
    "plan.ts",
    "next-round.ts",
    "grade.ts",
  ])
    expect(paths).toContain(part);
  expect(paths.filter((path) => /test|fixture/.test(path))).toEqual([]);
});
