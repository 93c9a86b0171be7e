import { probeOf } from "./draw";
import { MUSTER_EN, MUSTER_EN_OTHER_WORDS } from "./muster-en";
import { FACETS, type Facet, type Probe, type Template } from "./probe";

export const BATTERIES = [MUSTER_EN, MUSTER_EN_OTHER_WORDS] as const;

/** The facets in which a template can be asked. */
function facetsOf({ dimension, family }: Template): Facet[] {
  const own: readonly Facet[] = FACETS[dimension];
  return own.filter((facet) => family === "level" || facet === family || facet.startsWith(`${family}-`));
}

/** Every template in every facet and both pools, each over these many scenes. */
export function everyProbe(template: Template, scenes: number): Probe[] {
  return BATTERIES.flatMap((battery) =>
    facetsOf(template).flatMap((facet) =>
      Array.from({ length: scenes }, (_, i) => probeOf(battery, `scene-${i}`, `${template.id}:${facet}:0`)),
    ),
  );
}

/** The label whose line a probe asks for, or null where the text itself is asked for. */
export function labelAsked(probe: Probe): string | null {
  return /^(Result|Answer|Outcome|Finding): /.exec(probe.gold.at(-1)?.split("\n").at(-1) ?? "")?.[1] ?? null;
}
