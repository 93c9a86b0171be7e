"use client";

import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from "react";

/** Width of an element in px, 0 until it is known. */
export function useWidth(): [RefObject<HTMLDivElement | null>, number] {
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
  children,
}: {
  label: string;
  height: number;
  legend?: ReactNode;
  table: ReactNode;
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
          <div role="img" aria-label={label} className="h-full">
            {width > 0 && children(width)}
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

/** The plain table behind a chart: right-aligned figures under their headings. */
export function ChartTable({
  caption,
  heads,
  rows,
}: {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  return (
    <table className="w-full border-collapse text-12">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th
              key={head}
              scope="col"
              className={`sticky top-0 h-7 border-line border-b bg-bg font-medium text-ink-3 ${i === 0 ? "text-left" : "pl-3 text-right"}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row[0]}>
            {row.map((cell, i) => (
              <td key={heads[i]} className={`h-6 border-line border-b ${i === 0 ? "text-left text-ink-2" : "pl-3 text-right"}`}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
