import { isDeepStrictEqual } from "node:util";
import { QueryObserver } from "@tanstack/react-query";
import { io, type Socket } from "socket.io-client";
import { createQueryClient } from "../components/live/client";
import { queries } from "../lib/http/queries";
import type { Entry } from "../lib/journal/entry";
import { createApplier } from "../lib/live/apply";
import { type Board, boardFrom } from "../lib/live/board";
import type { ClientToServer, ServerToClient } from "../lib/live/events";
import { keepConnected } from "../lib/live/reconnect";
import type { BoardSnapshot } from "../lib/trust/board-shape";

/** Where a server is reached, and a key for it. */
export type Place = { url: string; key: string };

/**
 * A browser without a screen: the socket, how it comes back, the applier and a query cache in which the board is watched,
 * all as the pages use them.
 */
export class Watcher {
  private readonly queries = createQueryClient();
  private readonly applier = createApplier(this.queries, {
    nextFrame: (run) => setTimeout(run, 16),
    after: (wait, run) => setTimeout(run, wait).unref(),
    feed: (entries) => {
      for (const { seq } of entries) this.heard.push(seq);
    },
  });
  private readonly socket: Socket<ServerToClient, ClientToServer>;
  private readonly unwatch: () => void;
  private readonly retry: () => void;
  /** Sequences of the entries that were pushed or told again, in the order of their arrival. */
  readonly heard: number[] = [];
  /** Epoch ms of each connection. */
  readonly connections: number[] = [];
  resyncs = 0;

  constructor(private readonly place: Place) {
    const options = { ...queries.board(), queryFn: () => this.fetchBoard() };
    this.unwatch = new QueryObserver(this.queries, options).subscribe(() => {});
    this.socket = io(place.url, {
      transports: ["websocket"],
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      auth: (give) => give({ token: place.key, ...this.applier.position() }),
    });
    this.retry = keepConnected(this.socket, () => {});
    this.socket.on("connect", () => this.connections.push(Date.now()));
    this.socket.on("hello", (hello) => void this.applier.hello(hello));
    this.socket.on("scores", this.applier.scores);
    this.socket.on("entry", this.applier.entry);
    this.socket.on("tick", this.applier.tick);
    this.socket.on("resync", (to) => {
      this.resyncs++;
      void this.applier.resync(to);
    });
  }

  get board(): Board | undefined {
    return this.queries.getQueryData<Board>(queries.board().queryKey);
  }

  get connected(): boolean {
    return this.socket.connected;
  }

  /** Everything up to this entry was heard; undefined before the first hello. */
  get seq(): number | undefined {
    return this.applier.position().seq;
  }

  async connect(): Promise<void> {
    this.socket.connect();
    await until(() => this.socket.connected && this.board !== undefined && this.seq !== undefined);
  }

  /** Tries now instead of at the next moment of its own, as a page does whose tab is shown again. */
  hurry(): void {
    if (!this.socket.connected) this.retry();
  }

  disconnect(): void {
    this.socket.disconnect();
  }

  close(): void {
    this.socket.disconnect();
    this.unwatch();
    this.queries.clear();
  }

  /** Whether the rows here are those of another board, of as many commits. */
  equals(other: Board): boolean {
    const { board } = this;
    return board !== undefined && board.version === other.version && isDeepStrictEqual(columns(board), columns(other));
  }

  async fetchBoard(): Promise<Board> {
    return boardFrom(await ask<BoardSnapshot>(this.place, "/board"));
  }
}

const columns = ({ ids, scores, dims, flags, signals }: Board) => ({ ids, scores, dims, flags, signals });

/** Sequences of all entries after one that are pushed, or only of those of some types. */
export async function entriesAfter(place: Place, seq: number, type?: string): Promise<number[]> {
  const found: number[] = [];
  for (let after: number | undefined = seq; after !== undefined; ) {
    const page: { items: Entry[] } = await ask(place, `/journal?limit=500&after=${after}${type ? `&type=${type}` : ""}`);
    found.push(...page.items.map((entry) => entry.seq));
    after = page.items.length === 500 ? found.at(-1) : undefined;
  }
  return found;
}

export async function ask<T>({ url, key }: Place, path: string): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Comes back when it is so, or after some patience: what is missing then shows in the figures. */
export async function until(isSo: () => boolean, patienceMs = 15_000): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!isSo() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 2));
}
