/** The dimensions of trust, named and ordered as in the API. */
export const DIMENSIONS = [
  "policy_compliance",
  "resource_efficiency",
  "output_quality",
  "security_posture",
  "collaboration_health",
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A quantity over time, in seconds since the fleet started. */
export type Curve = (seconds: number) => number;

/** Five numbers in the order of DIMENSIONS. */
type Five<T> = readonly [T, T, T, T, T];

/** How an agent behaves, as others see it. */
export type Character = {
  about: string;
  /** Chance that the next thing it does goes well, per dimension. */
  chance: Five<Curve>;
  /** Signals a second that others report about it. */
  rate: Curve;
  /** Shares of those signals per dimension. */
  mix: Five<number>;
  /** Signals per dimension it already has behind it when the fleet starts. */
  past: Five<number>;
};

const always =
  (value: number): Curve =>
  () =>
    value;

/** Straight lines between points [second, value]; starts over after the last point. */
function path(...points: readonly (readonly [number, number])[]): Curve {
  const end = points.at(-1)?.[0] ?? 1;
  return (seconds) => {
    const t = seconds % end;
    const next = Math.max(
      1,
      points.findIndex(([at]) => at > t),
    );
    const [t0, v0] = points[next - 1] as readonly [number, number];
    const [t1, v1] = points[next] as readonly [number, number];
    return v0 + ((v1 - v0) * (t - t0)) / (t1 - t0);
  };
}

/** `usual`, but `other` during the last `length` seconds of every `period`. */
const spells =
  (usual: number, other: number, period: number, length: number): Curve =>
  (seconds) =>
    seconds % period < period - length ? usual : other;

/** `before` until `at`, then `after`. */
const turning =
  (before: number, at: number, after: number): Curve =>
  (seconds) =>
    seconds < at ? before : after;

/** Drifts around `mean` by `swing`, once per `period` seconds. */
const drifting =
  (mean: number, swing: number, period: number): Curve =>
  (seconds) =>
    mean + swing * Math.sin((2 * Math.PI * seconds) / period);

const EVENLY: Five<number> = [0.22, 0.2, 0.24, 0.16, 0.18];
const LONG: Five<number> = [80, 72, 90, 66, 70];
const SHORT: Five<number> = [62, 60, 60, 60, 60];
const NONE: Five<number> = [0, 0, 0, 0, 0];

/** Second in which the compromised agent turns, and how long its attacker keeps it busy. */
const TURN = 12;
const RAMPAGE = 60;

export const CHARACTERS = {
  steady: {
    about: "Does what it is asked, every day.",
    chance: [always(0.965), drifting(0.94, 0.04, 240), drifting(0.94, 0.03, 170), always(0.97), drifting(0.95, 0.03, 310)],
    rate: always(0.9),
    mix: EVENLY,
    past: LONG,
  },
  sloppy: {
    about: "Brilliant, but careless about rules and hand-offs.",
    chance: [drifting(0.56, 0.08, 190), always(0.84), always(0.96), drifting(0.7, 0.06, 260), drifting(0.7, 0.1, 150)],
    rate: always(0.9),
    mix: EVENLY,
    past: LONG,
  },
  weak: {
    about: "Cheap, quick and often wrong.",
    chance: [drifting(0.44, 0.05, 200), always(0.95), drifting(0.18, 0.06, 160), always(0.5), drifting(0.32, 0.06, 230)],
    rate: always(1),
    mix: EVENLY,
    past: LONG,
  },
  hallucinating: {
    about: "Fluent, and makes things up.",
    chance: [always(0.44), always(0.72), drifting(0.1, 0.05, 180), always(0.58), drifting(0.32, 0.08, 140)],
    rate: always(1),
    mix: EVENLY,
    past: LONG,
  },
  jailbreakable: {
    about: "Good, until somebody asks it nicely to misbehave.",
    chance: [spells(0.88, 0.45, 90, 25), always(0.9), always(0.9), spells(0.95, 0.08, 90, 25), always(0.88)],
    rate: spells(1.1, 3, 90, 25),
    mix: [0.25, 0.12, 0.2, 0.31, 0.12],
    past: LONG,
  },
  degrading: {
    about: "Loses its grip over ten minutes and then recovers.",
    chance: [
      path([0, 0.95], [600, 0.5], [900, 0.94], [1080, 0.95]),
      path([0, 0.93], [600, 0.6], [900, 0.93], [1080, 0.93]),
      path([0, 0.95], [600, 0.25], [900, 0.94], [1080, 0.95]),
      path([0, 0.97], [600, 0.55], [900, 0.97], [1080, 0.97]),
      path([0, 0.94], [600, 0.4], [900, 0.93], [1080, 0.94]),
    ],
    rate: always(2),
    mix: EVENLY,
    past: LONG,
  },
  flapping: {
    about: "Good for a while, bad for a while, and back.",
    chance: [
      spells(0.95, 0.3, 80, 36),
      always(0.88),
      spells(0.96, 0.15, 80, 36),
      spells(0.95, 0.45, 80, 36),
      spells(0.92, 0.3, 80, 36),
    ],
    rate: always(3.5),
    mix: EVENLY,
    past: SHORT,
  },
  gaming: {
    about: "Polishes its score with cheap signals about resources.",
    chance: [always(0.5), always(0.995), always(0.42), always(0.58), always(0.48)],
    rate: always(3),
    mix: [0.02, 0.92, 0.02, 0.02, 0.02],
    past: [60, 90, 60, 60, 60],
  },
  silent: {
    about: "Worked well, then nobody heard of it any more.",
    chance: [always(0.93), always(0.9), always(0.88), always(0.95), always(0.9)],
    rate: turning(1, 75, 0),
    mix: EVENLY,
    past: LONG,
  },
  compromised: {
    about: "Trusted, until somebody took it over.",
    chance: [
      turning(0.93, TURN, 0.05),
      turning(0.9, TURN, 0.12),
      turning(0.9, TURN, 0.06),
      turning(0.95, TURN, 0.02),
      turning(0.9, TURN, 0.05),
    ],
    rate: (seconds) => (seconds < TURN ? 1 : seconds < TURN + RAMPAGE ? 12 : 0.2),
    mix: [1, 1, 1, 1, 1],
    past: SHORT,
  },
  newcomer: {
    about: "Just arrived; too few signals for a score yet.",
    chance: [always(0.92), always(0.86), always(0.84), always(0.95), always(0.88)],
    rate: path([0, 0], [40, 0.01], [240, 0.08], [3600, 1]),
    mix: EVENLY,
    past: NONE,
  },
  quiet: {
    about: "Reports about cost and rules only, and seldom.",
    chance: [always(0.95), always(0.9), always(0.9), always(0.95), always(0.9)],
    rate: always(0.02),
    mix: [0.5, 0.5, 0, 0, 0],
    past: [2, 1, 0, 0, 0],
  },
} as const satisfies Record<string, Character>;

export type CharacterName = keyof typeof CHARACTERS;
