import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = [96, 132, 84, 118, 150, 92, 126, 104];

/** Stands where the page will be, while the server prepares it. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading" className="px-gutter">
      <div className="flex h-11 items-center">
        <Skeleton width={96} height={12} />
      </div>
      {WIDTHS.map((width) => (
        <div key={width} className="flex h-row items-center gap-6 border-b border-line">
          <Skeleton width={16} />
          <Skeleton width={width} />
          <Skeleton width={width * 2} height={12} className="phone:hidden" />
          <Skeleton width={48} className="ml-auto" />
        </div>
      ))}
    </div>
  );
}
