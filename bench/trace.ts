/** An event of Chromium's trace; times in microseconds. */
type TraceEvent = {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  pid: number;
  tid: number;
  args?: { data?: { type?: string } };
};

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
export function scriptPerInput(trace: Buffer, input: string): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const inputs = traceEvents.filter(({ name, args }) => name === "EventDispatch" && args?.data?.type === input).sort(byTime);
  const [first] = inputs;
  if (!first) return [];
  const script = traceEvents.filter(
    ({ name, ph, pid, tid }) => ph === "X" && SCRIPT.has(name) && pid === first.pid && tid === first.tid,
  );
  const spans = merge(script.sort(byTime));
  return inputs.slice(0, -1).map(({ ts }, i) => within(spans, ts, inputs[i + 1]?.ts ?? ts) / 1000);
}

type Span = [from: number, to: number];

const byTime = (a: TraceEvent, b: TraceEvent) => a.ts - b.ts;

/** Spans without overlap: events lie inside each other. */
function merge(events: readonly TraceEvent[]): Span[] {
  const spans: Span[] = [];
  for (const { ts, dur = 0 } of events) {
    const last = spans.at(-1);
    if (last && ts <= last[1]) last[1] = Math.max(last[1], ts + dur);
    else spans.push([ts, ts + dur]);
  }
  return spans;
}

function within(spans: readonly Span[], from: number, to: number): number {
  return spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span[1]) - Math.max(from, span[0])), 0);
}
