"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { failureOf } from "@/components/live/use-act";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";

const LINES = [220, 160, 280, 200];

type Props<T> = {
  query: Pick<UseQueryResult<T>, "data" | "isError" | "error" | "refetch">;
  what: string;
  children: (data: T) => ReactNode;
};

/** A part that needs an answer first. What was once shown stays while it is asked again. */
export function Loaded<T>({ query, what, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return (
      <ErrorPanel
        className="max-w-140"
        {...failureOf(query.error, `${what} could not be loaded`)}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div role="status" data-loading aria-label={`Loading ${what.toLowerCase()}`} className="flex flex-col gap-4 py-1">
      {LINES.map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}
