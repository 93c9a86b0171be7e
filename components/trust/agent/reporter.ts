/** A reporter as it is shown: a key by its name, everybody else as written. */
export function reporterName(reporter: string): string {
  return reporter.replace(/^key:/, "").slice(0, 80);
}
