import { Skeleton } from "@/components/ui/skeleton";

/** The frame of an agent's page, while the server prepares it. */
export default function Loading() {
  return (
    <div role="status" aria-label="Loading the agent">
      <div className="px-gutter pt-3 pb-4">
        <div className="h-4" />
        <div className="mt-1 flex h-8 items-center gap-3">
          <Skeleton width={120} height={14} />
          <Skeleton width={160} />
        </div>
        <div className="mt-2 flex h-7 items-center">
          <Skeleton width={240} height={16} />
        </div>
        <div className="mt-0.5 flex h-5 items-center">
          <Skeleton width={280} />
        </div>
      </div>
      <div className="grid grid-cols-2 border-line border-t max-lg:grid-cols-1">
        <div className="h-100" />
        <div className="h-100 border-line border-l max-lg:hidden" />
      </div>
      <div className="border-line border-t" />
    </div>
  );
}
