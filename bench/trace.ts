/** An event of Chromium's trace; times in microseconds, `tts` and `tdur` by the thread's own clock. */
type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tts?: number;
  tdur?: number;
  pid: number;
  tid: number;
  args?: { data?: { type?: string } };
};

/** "wall" counts whatever else the processor did meanwhile; "thread" only what the thread itself did. */
export type Clock = "wall" | "thread";

/** Trace events that are script at work on the main thread. */
const SCRIPT = new Set([
  "EventDispatch",
  "FunctionCall",
  "FireAnimationFrame",
  "TimerFire",
  "RunMicrotasks",
  "HandlePostMessage",
  "EvaluateScript",
]);

/**
 * Milliseconds of script that each input cost: all script of the page's main thread from one input to the next, React's
 * deferred work included.
 * @param input type of the DOM event that counts as one input
 */
export function scriptPerInput(trace: Buffer, input: string, clock: Clock): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const inputs = traceEvents.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === input);
  const [first] = inputs;
  if (!first) return [];
  const script = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === "X" && SCRIPT.has(name) && pid === first.pid && tid === first.tid,
  );
  const spans = merge(script.map(SPANS[clock]));
  const starts = inputs.map((event) => SPANS[clock](event)[0]).sort((a, b) => a - b);
  return starts.slice(0, -1).map((start, i) => within(spans, start, starts[i + 1] ?? start) / 1000);
}

type Span = [from: number, to: number];

const SPANS: Record<Clock, (event: TraceEvent) => Span> = {
  wall: ({ ts, dur = 0 }) => [ts, ts + dur],
  thread: ({ tts = Number.NaN, tdur = 0 }) => [tts, tts + tdur],
};

/** Spans without overlap: events lie inside each other. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

function within(spans: readonly Span[], from: number, to: number): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span[1]) - Math.max(from, span[0])), 0);
}
