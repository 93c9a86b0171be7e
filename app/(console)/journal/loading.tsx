import { Skeleton } from "@/components/ui/skeleton";

const ROWS = [56, 44, 62, 50, 58, 40, 66, 48];

/** The frame of the journal, while the server prepares it. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading the journal" className="px-gutter">
      <div className="flex h-11 items-center gap-4">
        <Skeleton width={72} height={12} />
        <Skeleton width={280} />
      </div>
      <div className="h-17 border-line-strong border-b" />
      {ROWS.map((width) => (
        <div key={width} className="flex h-row items-center gap-9 border-line border-b pl-9">
          <Skeleton width={112} />
          <Skeleton width={72} className="phone:hidden" />
          <Skeleton width={`${width}%`} />
        </div>
      ))}
    </div>
  );
}
