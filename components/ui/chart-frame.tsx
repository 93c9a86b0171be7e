"use client";

import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";

/** Width of an element in px, 0 until it is known. */
function useWidth(): [RefObject<HTMLDivElement | null>, number] {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

/**
 * A picture of numbers with its table. The drawing is one image to assistive technology; what it says is in `label`,
 * and every number is in `table`. Its place keeps `height` px before, while and after it is drawn.
 */
export function ChartFrame({
  label,
  height,
  legend,
  table,
  under,
  over,
  hasControls = false,
  children,
}: {
  label: string;
  height: number;
  legend?: ReactNode;
  table: ReactNode;
  /** Behind the drawing, and in front of it: there it can be operated. */
  under?: ReactNode;
  over?: ReactNode;
  /** Links or buttons stand in the drawing itself: it is a group then, because what is in an image cannot be reached. */
  hasControls?: boolean;
  children: (width: number) => ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const [ref, width] = useWidth();
  const id = useId();
  return (
    <figure className="m-0">
      <div ref={ref} id={id} style={{ height }} className="min-w-0">
        {asTable ? (
          <section aria-label={`${label}, as a table`} tabIndex={0} className="h-full overflow-auto">
            {table}
          </section>
        ) : (
          <div className="relative h-full">
            {under}
            <div {...{ role: hasControls ? "group" : "img", "aria-label": label }} className="relative h-full">
              {width > 0 && children(width)}
            </div>
            {over}
          </div>
        )}
      </div>
      <figcaption className="mt-1 flex min-h-6 items-center gap-4 text-12 text-ink-3">
        {legend}
        <button
          type="button"
          aria-pressed={asTable}
          aria-controls={id}
          onClick={() => setAsTable(!asTable)}
          className="link ml-auto whitespace-nowrap text-12 text-ink-2 phone:min-h-9"
        >
          {asTable ? "Show as chart" : "Show as table"}
        </button>
      </figcaption>
    </figure>
  );
}

export type ChartColumn = { name: string; text?: true };
export type ChartRow = { key: string; cells: readonly string[] };

/** The plain table behind a chart: figures to the right, columns of `text` to the left, as the first one is. */
export function ChartTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly ChartColumn[];
  rows: readonly ChartRow[];
}) {
  const side = (i: number) =>
    i === 0 ? "whitespace-nowrap text-left" : columns[i]?.text ? "w-full pl-4 text-left" : "pl-4 text-right";
  return (
    <table className="figures w-full border-collapse text-12">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ name }, i) => (
            <th
              key={name}
              scope="col"
              className={`sticky top-0 h-7 border-line border-b bg-bg font-medium text-ink-3 ${side(i)}`}
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, i) => (
              <td key={columns[i]?.name} className={`h-6 border-line border-b ${side(i)} ${i === 0 ? "text-ink-2" : ""}`}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
