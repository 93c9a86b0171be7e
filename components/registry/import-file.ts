import type { ImportMedia } from "@/lib/http/import-request";
import type { ImportReport } from "@/lib/registry/import";

/** Largest file that is taken, bytes; as the server's limit. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** What a text is: JSON lines begin with a brace, whatever the file is called. */
export function mediaOf(text: string): ImportMedia {
  return text
    .replace(/^\uFEFF/, "")
    .trimStart()
    .startsWith("{")
    ? "application/x-ndjson"
    : "text/csv";
}

/** The text of each row, by its number; without the line ends around it. */
export function rowTexts(text: string, media: ImportMedia, results: ImportReport["results"]): Map<number, string> {
  const lines = linesOf(text, media);
  return new Map(
    results.map(({ row, line }, i) => {
      const end = results[i + 1]?.line ?? lines.length + 1;
      return [
        row,
        lines
          .slice(line - 1, end - 1)
          .join("")
          .trim(),
      ];
    }),
  );
}

/** The file again with the refused rows alone, as they were given, so that they can be mended and sent again. */
export function refusedRows(text: string, media: ImportMedia, results: ImportReport["results"]): string {
  const texts = rowTexts(text, media, results);
  const header =
    media === "text/csv"
      ? [
          linesOf(text, media)
            .slice(0, (results[0]?.line ?? 1) - 1)
            .join("")
            .trim(),
        ]
      : [];
  const rows = results.filter(({ ok }) => !ok).map(({ row }) => texts.get(row) ?? "");
  return `${[...header, ...rows].join("\n")}\n`;
}

/** Lines with their ends, counted as the server counts them. */
function linesOf(text: string, media: ImportMedia): string[] {
  const end = media === "text/csv" ? /(?<=\r\n|\n|\r(?!\n))/ : /(?<=\n)/;
  return text.replace(/^\uFEFF/, "").split(end);
}

/** How many bytes a text is when it is sent. */
export function sizeOf(text: string): number {
  return new Blob([text]).size;
}

/** `model is missing.`, `capabilities.3: Too long.`: what is wrong with a row, as one reads it. */
export function errorWords({ pointer, detail }: { pointer: string; detail: string }): string {
  const place = pointer.slice(1).replaceAll("/", ".");
  if (place === "") return detail;
  const received = /expected (\w+), received (\w+)$/.exec(detail);
  if (received?.[2] === "undefined") return `${place} is missing.`;
  if (received) return `${place} is no ${received[1]}.`;
  return `${place}: ${detail}${/[.!?]$/.test(detail) ? "" : "."}`;
}
