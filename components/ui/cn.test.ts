import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { extendTailwindMerge } from "tailwind-merge";
import { describe, expect, it } from "vitest";
import { cn } from "./cn";

/** The library with all of Tailwind, which the browser is spared. */
const complete = extendTailwindMerge({
  cacheSize: 0,
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "20", "24", "44"],
      radius: ["1", "2", "3", "full"],
      shadow: ["overlay", "pill"],
      spacing: ["row", "gutter", "bar", "dock"],
      animate: ["rise", "fade", "slide-in", "slide-up", "drain"],
    },
  },
});

/** One class of each kind that the sources write: `px-3` stands for all `px-` with a number, variants are left off. */
function classesInUse(): string[] {
  const kinds = new Map<string, string>();
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  for (const file of files.filter((path) => path.endsWith(".tsx"))) {
    for (const word of readFileSync(file, "utf8").split(/["'`\s]+/)) {
      const name = word.replace(/^(?:[\w@<=-]+(?:\[[^\]]*\])?(?:\/\w+)?:)+/, "");
      // What the library does not know it leaves alone, also twice.
      if (!/^-?[a-z]/.test(name) || complete(`${name} ${name}`) !== name) continue;
      kinds.set(name.replace(/\[.*\]$/, "[]").replace(/\d+(\.\d+)?$/, "0"), name);
    }
  }
  return [...kinds.values()];
}

describe("cn", () => {
  it("lets the later of two classes win exactly where all of Tailwind's rules would", () => {
    const classes = classesInUse();
    expect(classes.length).toBeGreaterThan(200);
    const wrong = classes.flatMap((first) =>
      classes
        .map((second) => `${first} ${second}`)
        .filter((both) => cn(both) !== complete(both))
        .map((both) => ({ both, cn: cn(both), complete: complete(both) })),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps variants apart, and joins what is true", () => {
    expect(cn("px-2 hover:px-3", "px-4", { "hover:px-5": true, hidden: false }, null)).toBe("px-4 hover:px-5");
  });
});
