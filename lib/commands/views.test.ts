import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Actor, ROLES, type Role } from "../access/action";
import { MOST_VIEWS } from "../access/view";
import { readJournal } from "../reads/journal";
import { readDefaultView, readViews } from "../reads/views";
import { type Bench, freshRuntime, OWNER } from "../testing";
import { chooseDefaultView } from "./choose-default-view";
import { createUser } from "./create-user";
import { removeView } from "./remove-view";
import { saveView } from "./save-view";
import { updateView } from "./update-view";

let bench: Bench;
let vera: Actor;
let oskar: Actor;
beforeEach(async () => {
  bench = await freshRuntime();
  vera = await userOf("Vera", "viewer");
  oskar = await userOf("Oskar", "operator");
});
afterEach(() => bench.stop());

async function userOf(name: string, role: Role): Promise<Actor> {
  const { id } = await createUser(OWNER, { name, role });
  return { ...OWNER, kind: "session", id: `user:${id}`, name, sessionId: "session", scopes: new Set(ROLES[role]) };
}

const save = (actor: Actor, name: string, more: { search?: string; shared?: boolean } = {}) =>
  saveView(actor, { screen: "leaderboard", name, search: "filter=risk", shared: false, ...more });
const namesFor = async (actor: Actor) => (await readViews(actor)).items.map(({ name }) => name);
const journaled = async () =>
  (await readJournal(OWNER, { limit: 50 })).items.filter(({ type }) => type.startsWith("view.")).map(({ type }) => type);

describe("saved views", () => {
  it("are seen by their owner alone until they are shared, and only that is journaled", async () => {
    const view = await save(oskar, "Finance agents at risk", { search: "q=finance&filter=risk" });
    expect(view).toMatchObject({ own: true, owner: "Oskar", shared: false, search: "q=finance&filter=risk" });
    expect(await namesFor(vera)).toEqual([]);
    expect(await journaled()).toEqual([]);
    await updateView(oskar, view.id, { shared: true });
    expect((await readViews(vera)).items).toMatchObject([{ name: "Finance agents at risk", own: false, owner: "Oskar" }]);
    await updateView(oskar, view.id, { name: "Finance" });
    await updateView(oskar, view.id, { shared: false });
    expect(await namesFor(vera)).toEqual([]);
    expect(await journaled()).toEqual(["view.unshared", "view.shared", "view.shared"]);
  });

  it("survive a restart, with which of them is the default", async () => {
    const view = await save(vera, "Mine");
    await chooseDefaultView(vera, { viewId: view.id });
    await bench.restart();
    expect(await readViews(vera)).toMatchObject({ items: [{ name: "Mine" }], defaultViewId: view.id });
    expect(await readDefaultView(vera)).toEqual({ id: view.id, search: "filter=risk" });
    expect(await readDefaultView(oskar)).toBeNull();
    await chooseDefaultView(vera, { viewId: null });
    expect(await readDefaultView(vera)).toBeNull();
  });

  it("that are gone or no longer shared are nobody's default", async () => {
    const shared = await save(oskar, "Shared", { shared: true });
    await chooseDefaultView(vera, { viewId: shared.id });
    await updateView(oskar, shared.id, { shared: false });
    expect(await readDefaultView(vera)).toBeNull();
    expect((await readViews(vera)).defaultViewId).toBeNull();
    const own = await save(vera, "Own");
    await chooseDefaultView(vera, { viewId: own.id });
    expect(await removeView(vera, own.id)).toMatchObject({ name: "Own", search: "filter=risk" });
    expect(await readDefaultView(vera)).toBeNull();
  });

  it("are shared and changed for others by whoever may share, and deleted by their owner", async () => {
    await expect(save(vera, "Mine", { shared: true })).rejects.toMatchObject({ status: 403, code: "access/scope" });
    const own = await save(vera, "Mine");
    await expect(updateView(vera, own.id, { shared: true })).rejects.toMatchObject({ status: 403 });
    const shared = await save(oskar, "Shared", { shared: true });
    await expect(updateView(vera, shared.id, { name: "Theirs" })).rejects.toMatchObject({ status: 403 });
    await expect(removeView(vera, shared.id)).rejects.toMatchObject({ status: 403, code: "access/not-own-view" });
    const olga = await userOf("Olga", "operator");
    expect(await updateView(olga, shared.id, { name: "Renamed" })).toMatchObject({ name: "Renamed", own: false, owner: "Oskar" });
  });

  it("of others are as if they were not there", async () => {
    const own = await save(vera, "Mine");
    for (const act of [
      () => updateView(oskar, own.id, { name: "x" }),
      () => removeView(oskar, own.id),
      () => chooseDefaultView(oskar, { viewId: own.id }),
    ])
      await expect(act()).rejects.toMatchObject({ status: 404, code: "access/unknown-view" });
  });

  it("have names of their own and are no more than a hundred a user", async () => {
    const first = await save(vera, "View 0");
    await expect(save(vera, "View 0")).rejects.toMatchObject({ code: "access/view-name-taken" });
    await save(oskar, "View 0");
    for (let n = 1; n < MOST_VIEWS; n++) await save(vera, `View ${n}`);
    await expect(save(vera, "One more")).rejects.toMatchObject({ code: "access/too-many-views" });
    await expect(updateView(vera, first.id, { name: "View 1" })).rejects.toMatchObject({ code: "access/view-name-taken" });
  });

  it("are of users: a key sees the shared and keeps none", async () => {
    await save(oskar, "Shared", { shared: true });
    expect(await namesFor(OWNER)).toEqual(["Shared"]);
    await expect(save(OWNER, "Key's")).rejects.toMatchObject({ status: 403, code: "access/no-account" });
  });
});
