const BROWSERS = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
  ["curl", /^curl\//],
] as const;

const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What a User-Agent says of itself, in words: "Firefox on Windows". It can claim anything. */
export function browserWords(userAgent: string | null): string {
  const found = (list: readonly (readonly [string, RegExp])[]) => list.find(([, sign]) => sign.test(userAgent ?? ""))?.[0];
  const browser = found(BROWSERS);
  const system = found(SYSTEMS);
  if (browser === undefined && system === undefined) return "Unknown browser";
  return [browser ?? "A browser", system].filter(Boolean).join(" on ");
}
