import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ROW = /^\| (\d+) \| ([^|]+) \| (?:`([^`]+)`|not built yet) \|$/gm;
const rows = [...readFileSync(at("./README.md"), "utf8").matchAll(ROW)].map(([, number, name, file]) => ({ number, name, file }));

/** Whether a test's title begins with these words. */
const titled = (text: string, words: string) => text.replace(/test\(\s+/g, "test(").includes(`test("${words}`);

it("lists the 25 features in order", () => {
  expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 25 }, (_, i) => i + 1));
});

it.each(rows.filter(({ file }) => file))("$number $name is shown by a test of $file", ({ number, name, file }) => {
  const path = at(`../${file}`);
  expect(existsSync(path), `${file} exists`).toBe(true);
  expect(titled(readFileSync(path, "utf8"), `${number} ${name}`)).toBe(true);
});

it("says of no feature that it is not built while a test shows it", () => {
  const specs = ["../", "./"].flatMap((folder) =>
    readdirSync(at(folder))
      .filter((file) => file.endsWith(".spec.ts"))
      .map((file) => readFileSync(at(folder + file), "utf8")),
  );
  const shown = rows.filter(({ file, number, name }) => !file && specs.some((text) => titled(text, `${number} ${name}`)));
  expect(shown).toEqual([]);
});
