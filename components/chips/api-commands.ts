"use client";

import { useSyncExternalStore } from "react";

const nothing = () => () => undefined;

/** The origin this page was loaded from; empty on the server. */
export function useOrigin(): string {
  return useSyncExternalStore(
    nothing,
    () => window.location.origin,
    () => "",
  );
}

/** A request as a command for a shell, which has the key in `MUSTER_API_KEY`. Ids hold nothing that a shell would take for its own. */
function post(origin: string, path: string, body: unknown): string {
  return [
    `curl ${origin}/api/v1${path}`,
    '-H "Authorization: Bearer $MUSTER_API_KEY"',
    '-H "Content-Type: application/json"',
    `-d '${JSON.stringify(body)}'`,
  ].join(" \\\n  ");
}

/** Registers an agent. */
export function registerCommand(origin: string, id: string): string {
  return post(origin, "/agents", { id, name: id, model: "my-model" });
}

/** Sends a signal about an agent. */
export function signalCommand(origin: string, agentId: string): string {
  return post(origin, "/signals", { signals: [{ agentId, dimension: "output_quality", value: 0.9, source: "curl" }] });
}
