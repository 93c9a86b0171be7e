"use client";

import { useSyncExternalStore } from "react";

/** How far the server's clock is ahead of this browser's, ms: ages are counted on the server's clock. */
let offset = 0;
let beat = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

const BEAT_MS = 1000;

function advance() {
  beat = Date.now() + offset;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    beat = Date.now() + offset;
    timer = setInterval(advance, BEAT_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

/** The server's time as far as this browser knows it, epoch ms. */
export function serverNow(): number {
  return Date.now() + offset;
}

/** Takes over the server's clock from a message that was just received. */
export function setServerTime(at: string): void {
  const said = Date.parse(at);
  if (!Number.isNaN(said)) offset = said - Date.now();
}

function snapshot() {
  if (beat === 0) beat = Date.now() + offset;
  return beat;
}

/**
 * One clock for all ages on the page, ticking once a second, epoch ms. Null on the server and until the page
 * is alive, so that both render the same: show the exact time then.
 */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(subscribe, snapshot, () => null);
}
