import type { CSSProperties } from "react";
import { DimensionName } from "@/components/chips/dimension";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { DIMENSIONS } from "@/lib/trust/dimension";
import styles from "./leaderboard.module.css";
import rowStyles from "./row.module.css";

const ROWS = 20;
const NAMES = [96, 120, 84, 108, 132];
const BARS = [92, 88, 86, 84, 80, 77, 74, 71, 68, 64];

/** The leaderboard before its first data: the same lines and columns, so that nothing jumps when they fill. */
export function LeaderboardSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <div className="flex min-h-11 items-center gap-3 px-gutter">
        <h1 className="text-16">Agents</h1>
        <span role="status" className="sr-only">
          Loading the agents
        </span>
      </div>
      <div className="grid h-17 flex-none grid-cols-5 border-y border-line px-gutter phone:hidden">
        {DIMENSIONS.map((dimension) => (
          <div key={dimension} className="flex min-w-0 flex-col gap-3 border-l border-line px-4 pt-3 first:border-l-0 first:pl-0">
            <DimensionName dimension={dimension} className="font-medium" />
            <Skeleton height={4} />
          </div>
        ))}
      </div>
      <div aria-hidden className={styles.area} style={{ "--rank-width": "76px", "--place-width": "22px" } as CSSProperties}>
        <div className={cn(styles.table, "overflow-hidden")}>
          <div className={styles.head} />
          <div className={styles.body}>
            {Array.from({ length: ROWS }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change
              <div key={i} className={cn(rowStyles.row, rowStyles.still)}>
                <Skeleton width={16} className="ml-1.5" />
                <Skeleton width={NAMES[i % NAMES.length]} />
                <Skeleton width={28} className="ml-auto" />
                <Skeleton height={12} width={`${BARS[i % BARS.length]}%`} />
                <Skeleton width={24} className="ml-auto max-wide:hidden" />
                <Skeleton width={72} />
                <Skeleton width={32} />
                <Skeleton width={24} className="max-wide:hidden" />
                <Skeleton width={48} className="ml-auto max-lg:hidden" />
                <Skeleton width={56} className="ml-auto max-lg:hidden" />
                <Skeleton width={24} className="ml-auto max-lg:hidden" />
                <Skeleton width={48} />
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
