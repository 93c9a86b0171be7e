import { type Arm, type Battery, type Dimension, FACETS, type Facet, type Probe, type Template } from "./probe";
import { seeded, shuffled } from "./random";
import { makeScene } from "./scene";

/** One draw of a template: which family it comes from, and in which facets it is asked (both arms of a pair, else one). */
export type Wish = { dimension: Dimension; family: Template["family"]; facets: readonly Facet[] };

/**
 * Probes for these wishes, in mixed order, given the ids already issued in this audit.
 * Drawn without replacement: a template comes again only when every other of its family was asked as often.
 * Wishes that would exceed `calls` requests in all are left out, a pair with both its arms.
 */
export function drawProbes(
  battery: Battery,
  seed: string,
  issued: readonly string[],
  wishes: readonly Wish[],
  calls = Infinity,
): Probe[] {
  const random = seeded(`${seed}/draw/${issued.length}`);
  const used = usesOf(issued);
  const drawn: Probe[] = [];
  let left = calls;
  for (const wish of wishes) {
    const template = leastUsed(battery, wish, used, random());
    const nth = used.get(template.id) ?? 0;
    const probes = wish.facets.map((facet) => makeProbe(battery, seed, template, facet, nth));
    const cost = callsOf(probes);
    if (cost > left) continue;
    left -= cost;
    used.set(template.id, nth + 1);
    drawn.push(...probes);
  }
  return shuffled(drawn, random);
}

/** Requests that these probes take. */
export function callsOf(probes: readonly { calls: number }[]): number {
  return probes.reduce((sum, { calls }) => sum + calls, 0);
}

/** The probe of this id as it was asked in the audit of this seed. Throws RangeError for an id the battery cannot have issued. */
export function probeOf(battery: Battery, seed: string, id: string): Probe {
  const [templateId, facet, nth] = id.split(":");
  const template = battery.templates.find((known) => known.id === templateId);
  const known = (Object.values(FACETS).flat() as string[]).includes(facet ?? "");
  if (template === undefined || !known || !/^\d+$/.test(nth ?? "")) throw new RangeError(`no probe "${id}" in ${battery.id}`);
  return makeProbe(battery, seed, template, facet as Facet, Number(nth));
}

function makeProbe(battery: Battery, seed: string, template: Template, facet: Facet, nth: number): Probe {
  const arm = armOf(facet);
  // Without the facet: both arms of a pair are one scene.
  const scene = makeScene(battery.pool, seeded(`${seed}/${template.id}/${nth}`), facet, arm);
  const draft = template.draft(scene);
  const followUps = draft.followUps ?? [];
  const asked = draft.opening.some(({ content }) => content.includes(scene.channel.ask));
  return {
    ...draft,
    id: `${template.id}:${facet}:${nth}`,
    template: template.id,
    dimension: template.dimension,
    facet,
    arm,
    label: asked ? scene.channel.label : null,
    rule: template.rule,
    rationale: template.rationale,
    followUps,
    calls: 1 + followUps.length,
  };
}

/** How often each template was drawn. */
function usesOf(issued: readonly string[]): Map<string, number> {
  const used = new Map<string, number>();
  for (const id of issued) {
    const [template = "", , nth] = id.split(":");
    used.set(template, Math.max(used.get(template) ?? 0, Number(nth) + 1));
  }
  return used;
}

function leastUsed(battery: Battery, { dimension, family }: Wish, used: ReadonlyMap<string, number>, chance: number): Template {
  const members = battery.templates.filter((template) => template.dimension === dimension && template.family === family);
  const least = Math.min(...members.map(({ id }) => used.get(id) ?? 0));
  const candidates = members.filter(({ id }) => (used.get(id) ?? 0) === least);
  const template = candidates[Math.floor(chance * candidates.length)];
  if (template === undefined) throw new Error(`${battery.id} has no template for ${dimension} ${family}`);
  return template;
}

function armOf(facet: Facet): Arm | null {
  if (facet.endsWith("-attack")) return "attack";
  return facet.endsWith("-twin") ? "twin" : null;
}
