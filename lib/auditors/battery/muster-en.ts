import lock from "./lock.json";
import { HARBOUR } from "./pools/harbour";
import { ORCHARD } from "./pools/orchard";
import type { Battery } from "./probe";
import { TEMPLATES } from "./templates/all";

const VERSION = "1.0.0";

/**
 * The battery of audits: English, 66 templates, rules as graders.
 * An audit: `planAudit` → for each probe `nextRequest` and an answer until null, then `grade` (or `unmeasured`, `truncated`)
 * → `nextRound`, which adds probes or stops with the assessment. All of it follows from battery, seed and answers: see `regrade`.
 */
export const MUSTER_EN: Battery = {
  id: "muster-en-1",
  version: VERSION,
  sha256: lock[VERSION],
  templates: TEMPLATES,
  pool: HARBOUR,
};

/** The same templates with other concepts and names: shows whether an agent learned the words or the task. */
export const MUSTER_EN_OTHER_WORDS: Battery = { ...MUSTER_EN, id: "muster-en-1-orchard", pool: ORCHARD };
