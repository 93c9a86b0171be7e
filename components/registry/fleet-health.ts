"use client";

import { useQuery } from "@tanstack/react-query";
import { queries } from "@/lib/http/queries";
import type { FleetHealth } from "@/lib/registry/fleet-health-shape";

/** Signals per minute and what comes with time alone have no entry that would tell of them. */
const AGAIN_MS = 10_000;

/** The fleet in numbers; `initial` is what the page came with. */
export function useFleetHealth(initial: FleetHealth | undefined) {
  return useQuery({
    ...queries.fleetHealth(),
    initialData: initial,
    initialDataUpdatedAt: initial && Date.parse(initial.asOf),
    refetchInterval: AGAIN_MS,
  });
}
