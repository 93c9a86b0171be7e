/** A value from a moment (epoch ms) on; null = none. */
export type SeriesPoint = { at: number; value: number | null };

/** The value at each of some times (ascending): that of the last point not after it, null before the first. Points ascend too. */
export function valuesAt(points: readonly SeriesPoint[], times: readonly number[]): (number | null)[] {
  let next = 0;
  let value: number | null = null;
  return times.map((at) => {
    for (let point = points[next]; point && point.at <= at; point = points[++next]) value = point.value;
    return value;
  });
}

/** `count` times from one to another (epoch ms), both included. */
export function evenTimes(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / Math.max(1, count - 1));
}

/** An SVG path through places (px, px); it ends at a null and begins anew after it. `stepped`: each value holds until the next. */
export function pathOf(places: readonly ({ x: number; y: number } | null)[], stepped: boolean): string {
  let path = "";
  let before: { x: number; y: number } | null = null;
  for (const place of places) {
    if (place) {
      const to = `${place.x.toFixed(1)},${place.y.toFixed(1)}`;
      path += before === null ? `M${to}` : stepped ? `H${place.x.toFixed(1)}V${place.y.toFixed(1)}` : `L${to}`;
    }
    before = place;
  }
  return path;
}
