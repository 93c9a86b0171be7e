import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type GuidePage, POLICY_PAGE } from "@/components/docs/guide-pages";
import type { Pictures } from "@/components/docs/markdown";
import { sizeOfWebp } from "./webp";

const at = (...parts: string[]) => join(/* turbopackIgnore: true */ process.cwd(), ...parts);

/** Markdown of a page as it lies in the repository, and the folder its links start from. */
export function sourceOf({ name }: GuidePage): { text: string; folder: "docs" | "" } {
  return name === POLICY_PAGE.name
    ? { text: readFileSync(at("SECURITY.md"), "utf8"), folder: "" }
    : { text: readFileSync(at("docs", `${name}.md`), "utf8"), folder: "docs" };
}

/** Sizes of the guide's pictures by the names of their files. */
export function pictures(): Pictures {
  const folder = at("docs", "screenshots");
  const files = readdirSync(folder).filter((file) => file.endsWith(".webp"));
  return Object.fromEntries(files.map((file) => [file, sizeOfWebp(readFileSync(join(folder, file)))]));
}
