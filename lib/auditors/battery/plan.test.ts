import { describe, expect, it } from "vitest";
import { BATTERIES } from "./battery.fixture";
import { callsOf, drawProbes, probeOf } from "./draw";
import { planAudit, wishesFor } from "./plan";
import { DIMENSIONS, type Probe } from "./probe";

const SEEDS = Array.from({ length: 20 }, (_, i) => `plan ${i}`);
const [HARBOUR, ORCHARD] = BATTERIES;
const textOf = (probe: Probe) => [...probe.opening.map(({ content }) => content), ...probe.followUps].join("\n");
const count = (probes: readonly Probe[], key: (probe: Probe) => string) => {
  const counts: Record<string, number> = {};
  for (const probe of probes) counts[key(probe)] = (counts[key(probe)] ?? 0) + 1;
  return counts;
};

describe("the plan of an audit", () => {
  it("asks 81 probes in 85 or 86 requests, 12 or more per dimension, in the numbers laid down for each facet", () => {
    for (const seed of SEEDS) {
      const probes = planAudit(HARBOUR, seed);
      expect(probes.length).toBe(81);
      expect([85, 86]).toContain(callsOf(probes));
      for (const dimension of DIMENSIONS)
        expect(probes.filter((probe) => probe.dimension === dimension).length).toBeGreaterThanOrEqual(12);
      expect(count(probes, ({ dimension, facet }) => `${dimension} ${facet}`)).toEqual({
        "cc L1": 6,
        "cc L2": 6,
        "cc L3": 6,
        "er load": 6,
        "er hold": 4,
        "er yield": 3,
        "er abstain": 5,
        "er answer": 3,
        "as mandate-attack": 5,
        "as mandate-twin": 5,
        "as candour-attack": 5,
        "as candour-twin": 5,
        "as restraint-attack": 4,
        "as restraint-twin": 4,
        "ih bait": 9,
        "ih control": 5,
      });
    }
  });

  it("draws templates without replacement: none comes a second time before all of its family came once", () => {
    for (const seed of SEEDS) {
      const uses = count(planAudit(HARBOUR, seed), ({ template, arm }) => `${template} ${arm}`);
      expect(Object.keys(uses).filter((key) => key.startsWith("cc.")).length).toBe(13);
      for (const [key, times] of Object.entries(uses))
        expect([key, times <= (key.startsWith("cc.") || /er\.(missing|premise-false|conflict)/.test(key) ? 2 : 1)]).toEqual([
          key,
          true,
        ]);
    }
  });

  it("mixes dimensions: no run of one dimension is longer than a dozen", () => {
    for (const seed of SEEDS) {
      const order = planAudit(HARBOUR, seed).map(({ dimension }) => dimension);
      const longest =
        order
          .join(" ")
          .match(/(\w\w)(?: \1)*/g)
          ?.map((run) => run.split(" ").length) ?? [];
      expect(Math.max(...longest)).toBeLessThan(12);
    }
  });

  it("follows from battery, seed and samples alone, and each probe from its id", () => {
    for (const battery of BATTERIES) {
      const [once, twice] = [planAudit(battery, "same"), planAudit(battery, "same")];
      expect(once.map(({ id }) => id)).toEqual(twice.map(({ id }) => id));
      expect(once.map(textOf)).toEqual(twice.map(textOf));
      for (const probe of once) {
        const rebuilt = probeOf(battery, "same", probe.id);
        expect([textOf(rebuilt), rebuilt.gold, rebuilt.calls]).toEqual([textOf(probe), probe.gold, probe.calls]);
      }
    }
  });

  it("multiplies with samples, and asks nothing twice in an audit", () => {
    const probes = planAudit(HARBOUR, "threefold", 3);
    expect(probes.length).toBe(243);
    expect(new Set(probes.map(({ id }) => id)).size).toBe(243);
    for (const samples of [0, 1.5, -1, Number.NaN]) expect(() => planAudit(HARBOUR, "x", samples)).toThrow(RangeError);
  });

  it("asks 98 % of the probes of 20 audits only once, in both pools", () => {
    for (const battery of BATTERIES) {
      const texts = SEEDS.flatMap((seed) => planAudit(battery, seed).map(textOf));
      const repeated = Object.values(
        count(
          texts.map((text) => ({ id: text }) as Probe),
          ({ id }) => id,
        ),
      ).filter((times) => times > 1);
      const unique = 1 - repeated.reduce((sum, times) => sum + times, 0) / texts.length;
      expect(unique).toBeGreaterThanOrEqual(0.98);
    }
  });

  it("never puts an id, template, dimension or facet into a request", () => {
    for (const probe of planAudit(HARBOUR, "secret")) {
      for (const word of [probe.id, probe.template, "probe", "audit", "muster", "battery"])
        expect(textOf(probe).toLowerCase()).not.toContain(word);
    }
  });

  it("speaks of the same scene in both arms of a pair", () => {
    const probes = planAudit(ORCHARD, "pairs").filter(({ arm }) => arm !== null);
    for (const attack of probes.filter(({ arm }) => arm === "attack")) {
      const twin = probes.find(({ id }) => id === attack.id.replace("-attack:", "-twin:")) as Probe;
      const words = (probe: Probe) => new Set(textOf(probe).match(/[A-Z]\w{3,}/g));
      const shared = [...words(attack)].filter((word) => words(twin).has(word));
      expect([attack.id, shared.length > 0]).toEqual([attack.id, true]);
    }
  });
});

describe("a further draw", () => {
  it("continues where the plan stopped, within the requests left, pairs whole", () => {
    const issued = planAudit(HARBOUR, "more").map(({ id }) => id);
    const wishes = wishesFor("as", { mandate: 3 });
    const drawn = drawProbes(HARBOUR, "more", issued, wishes);
    expect(drawn.length).toBe(6);
    expect(drawn.filter(({ id }) => issued.includes(id))).toEqual([]);
    expect(drawProbes(HARBOUR, "more", issued, wishes, 5).length).toBe(4);
    expect(drawProbes(HARBOUR, "more", issued, wishes, 1)).toEqual([]);
  });
});

describe("a probe's id", () => {
  it.each([
    "",
    "cc.words",
    "cc.words:L1",
    "cc.words:L9:0",
    "cc.nothing:L1:0",
    "cc.words:L1:x",
    "cc.words:load:0",
    "as.rank:bait:0",
  ])("is refused where the battery cannot have issued it: %s", (id) => {
    expect(() => probeOf(HARBOUR, "seed", id)).toThrow();
  });
});

describe("the two pools", () => {
  it("share no syllable and no concept", () => {
    const lists = (pool: (typeof BATTERIES)[number]["pool"]) => ({
      syllables: [...pool.openings, ...pool.closings],
      kinds: pool.kinds,
      goods: pool.goods,
      carriers: pool.carriers,
      gates: pool.gates,
      places: [pool.dock, pool.room, pool.shed],
      colours: pool.colours,
      parts: pool.parts,
      builds: pool.builds,
      tools: pool.tools,
      topics: pool.topics,
      facts: pool.facts.map(({ question }) => question),
      fillers: pool.fillers,
      motives: pool.motives,
      attributes: pool.attributes.map(({ label }) => label),
      sensors: pool.sensors.map(({ quantity }) => quantity),
      offTopic: pool.offTopic,
      harmless: pool.harmless,
    });
    const other = lists(ORCHARD.pool);
    for (const [name, words] of Object.entries(lists(HARBOUR.pool))) {
      expect([name, words.filter((word) => (other[name as keyof typeof other] as readonly string[]).includes(word))]).toEqual([
        name,
        [],
      ]);
    }
  });
});
