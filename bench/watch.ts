// One watcher in a process of its own, which can be held still or cut off from the server.
import { obey } from "./child";
import { type Place, until, Watcher } from "./watcher";

export type WatchOrder =
  | { do: "connect"; place: Place }
  /** Waits until the version and the entries are here; `since` is when nothing kept them back any more, epoch ms; `hurry` does not wait for the next try. */
  | { do: "settle"; version: number; entries: number[]; since: number; hurry: boolean };

/**
 * Where it stands; `took` is ms from `since`, or from a connection that came later by `back` ms, until everything was here;
 * `equal` says whether the board is the server's.
 */
export type WatchReply = {
  seq: number;
  took: number;
  back: number;
  heard: number;
  again: number;
  equal: boolean;
  resyncs: number;
};

let watcher: Watcher | undefined;

async function watch(order: WatchOrder): Promise<WatchReply> {
  if (order.do === "connect") {
    watcher = new Watcher(order.place);
    await watcher.connect();
  }
  if (!watcher) throw new Error("nobody watches yet");
  return order.do === "settle" ? settle(watcher, order) : stateOf(watcher, 0, 0, 0, true);
}

async function settle(
  here: Watcher,
  { version, entries, since, hurry }: Extract<WatchOrder, { do: "settle" }>,
): Promise<WatchReply> {
  if (hurry) here.hurry();
  const heard = () => {
    const all = new Set(here.heard);
    return entries.filter((seq) => all.has(seq)).length;
  };
  await until(() => here.connected && (here.board?.version ?? 0) >= version && heard() === entries.length, 30_000);
  const settled = Date.now();
  const connected = Math.max(since, here.connections.at(-1) ?? 0);
  return stateOf(here, settled - connected, connected - since, heard(), here.equals(await here.fetchBoard()));
}

function stateOf(here: Watcher, took: number, back: number, heard: number, equal: boolean): WatchReply {
  const again = here.heard.length - new Set(here.heard).size;
  return { seq: here.seq ?? 0, took, back, heard, again, equal, resyncs: here.resyncs };
}

obey(watch);
