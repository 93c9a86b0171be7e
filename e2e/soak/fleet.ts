import { enrol, register } from "../../bench/agents";
import type { Reading } from "../../bench/probe";
import type { Place } from "../../bench/watcher";
import { KEY, MusterServer } from "../server";

/** A running Muster with rated agents, that tells how its process feels. */
export type Fleet = { server: MusterServer; place: Place; agents: string[] };

/** @param agents that have one signal in each dimension; ids begin with "fleet-" */
export async function startFleet(agents: number, env: Record<string, string> = {}): Promise<Fleet> {
  const server = await MusterServer.start({ preload: ["./bench/probe.ts"], env });
  const place = { url: server.origin, key: KEY };
  try {
    return { server, place, agents: await enrol(place, "fleet", agents) };
  } catch (error) {
    await server.remove();
    throw error;
  }
}

/** Agents without any signal yet: the first that make them rated change their band, however short ago it last changed. */
export function registerUnrated({ place }: Fleet, prefix: string, count: number): Promise<string[]> {
  return register(place, prefix, count);
}

/** How the server's process felt since the last reading, garbage removed first if so asked. */
export function feel({ process }: MusterServer, collect = false): Promise<Reading> {
  return new Promise((resolve, reject) => {
    process.once("message", (reading) => resolve(reading as Reading));
    process.send({ collect }, (error) => error && reject(error));
  });
}

export const count = (number: number): string => number.toLocaleString("en");
