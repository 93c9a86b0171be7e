import { shortHash } from "@/components/ui/format";

/** A reporter as it is shown: `key 01a1fb…7a0` for the id of a key, else its name. */
export function reporterName(reporter: string): string {
  const [kind, id] = reporter.split(":", 2);
  return kind === "key" && id ? `key ${shortHash(id, 4)}` : reporter.slice(0, 80);
}
