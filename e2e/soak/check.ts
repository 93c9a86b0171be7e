/** How much of a check is done: `short` fits a test run, `full` is what reliability asks for. */
export type Extent = "short" | "full";

/** What came of a check; `figure` is one line of numbers. */
export type Finding = { verdict: "held" | "missed"; figure: string } | { verdict: "not applicable"; reason: string };

/** One promise of reliability, put to a real process. It starts what it needs and leaves nothing behind. */
export type Check = {
  /** R1 … R36 as reliability names them; G1 … are the gates beside them, U1 … what somebody at a page feels. */
  id: `${"R" | "G" | "U"}${number}`;
  /** What is asked, in one line. */
  asks: string;
  run(extent: Extent): Promise<Finding>;
};
