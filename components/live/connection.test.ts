import { describe, expect, it } from "vitest";
import { type Connection, type ConnectionEvent, connecting, detailOf, isStale, phaseOf, reduce } from "./connection";

const START = Date.UTC(2026, 10, 20, 14, 2, 0);
const at = (seconds: number) => START + seconds * 1000;
const tick = (seconds: number): ConnectionEvent => ({ type: "tick", now: at(seconds), serverTime: at(seconds) });
const having = (...events: ConnectionEvent[]): Connection => events.reduce(reduce, connecting(START));
const connected: ConnectionEvent = { type: "connected", now: START };
const lost = (seconds: number): ConnectionEvent => ({ type: "lost", now: at(seconds) });

const said = (state: Connection, seconds: number) => {
  const phase = phaseOf(state, at(seconds));
  return [phase, detailOf(state, phase, at(seconds))];
};

describe("the connection", () => {
  it("is connecting at first, and offline if nothing answers", () => {
    expect(said(having(), 1)).toEqual(["connecting", ""]);
    expect(said(having(), 6)).toEqual(["offline", "no answer yet"]);
  });

  it("is live only with a tick in the last 10 s", () => {
    const state = having(connected, tick(1));
    expect(said(state, 3)).toEqual(["live", "tick 2\u00a0s ago"]);
    expect(said(state, 10.9)[0]).toBe("live");
    expect(said(state, 19)).toEqual(["delayed", "data 18\u00a0s old"]);
  });

  it("says when the data is from as soon as the connection is lost, and calls a longer loss offline", () => {
    const state = having(connected, tick(9), tick(11), lost(12));
    expect(said(state, 13)).toEqual(["connecting", "data of 14:02:11 UTC"]);
    expect(said(state, 17)).toEqual(["offline", "data as of 14:02:11 UTC"]);
  });

  it("is offline at once when it is lost after a long silence", () => {
    expect(said(having(connected, tick(1), lost(13)), 13)[0]).toBe("offline");
  });

  it("comes back", () => {
    expect(said(having(connected, tick(1), lost(5), connected, tick(20)), 21)[0]).toBe("live");
  });

  it("catches up with what it missed", () => {
    const behind = having(connected, tick(1), { type: "behind", by: 3518 });
    expect(said(behind, 2)).toEqual(["catching-up", "3\u202f518 entries behind"]);
    expect(said(reduce(behind, { type: "caught-up" }), 2)[0]).toBe("live");
  });

  it("counts what a pause holds back, and forgets it afterwards", () => {
    const paused = having(connected, tick(1), { type: "pause" }, { type: "waiting", changes: 86 });
    expect(said(paused, 2)).toEqual(["paused", "86 changes waiting"]);
    expect(reduce(paused, { type: "unpause" }).waiting).toBe(0);
  });

  it("says that it is broken rather than that it is paused", () => {
    const paused = having(connected, tick(1), { type: "pause" });
    expect(said(paused, 20)[0]).toBe("delayed");
    expect(said(reduce(paused, lost(20)), 20)[0]).toBe("offline");
  });

  it("calls values old only where the server was not heard", () => {
    expect((["delayed", "offline"] as const).every(isStale)).toBe(true);
    expect((["live", "connecting", "catching-up", "paused"] as const).some(isStale)).toBe(false);
  });
});
