export type Density = "comfortable" | "compact";

/** Cookie that the root layout reads, so that the first paint has the chosen row height. */
export const DENSITY_COOKIE = "density";

export function densityOf(value: string | undefined): Density {
  return value === "compact" ? "compact" : "comfortable";
}
