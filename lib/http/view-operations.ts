import { DefaultView, NewView, View, ViewList, ViewPatch } from "../access/view";
import { chooseDefaultView } from "../commands/choose-default-view";
import { removeView } from "../commands/remove-view";
import { saveView } from "../commands/save-view";
import { updateView } from "../commands/update-view";
import { readViews } from "../reads/views";
import { operation } from "./operation";
import { id } from "./shapes";

/** The operations of saved views; part of the table of all (operations.ts). */
export const VIEW_OPERATIONS = {
  listViews: operation({
    id: "listViews",
    method: "GET",
    path: "/views",
    tag: "Views",
    summary: "Your saved views and those that are shared, by name; keys see the shared ones",
    action: "readSettings",
    response: ViewList,
    run: async ({ actor }) => ({ body: await readViews(actor) }),
  }),
  saveView: operation({
    id: "saveView",
    method: "POST",
    path: "/views",
    tag: "Views",
    summary: "Keep what the address of a screen says under a name; sharing it takes the scope operate",
    action: "manageOwnAccount",
    body: NewView,
    status: 201,
    response: View,
    run: async ({ actor, body }) => ({ body: await saveView(actor, body) }),
  }),
  updateView: operation({
    id: "updateView",
    method: "PATCH",
    path: "/views/{id}",
    tag: "Views",
    summary: "Rename a view, replace what it keeps, share it or end that",
    action: "manageOwnAccount",
    body: ViewPatch,
    response: View,
    run: async ({ actor, params, body }) => ({ body: await updateView(actor, id(params), body) }),
  }),
  removeView: operation({
    id: "removeView",
    method: "DELETE",
    path: "/views/{id}",
    tag: "Views",
    summary: "Delete your own view; the answer is what it was",
    action: "manageOwnAccount",
    response: View,
    run: async ({ actor, params }) => ({ body: await removeView(actor, id(params)) }),
  }),
  chooseDefaultView: operation({
    id: "chooseDefaultView",
    method: "PUT",
    path: "/views/default",
    tag: "Views",
    summary: "Choose the view that your leaderboard opens with; null is everything",
    action: "manageOwnAccount",
    body: DefaultView,
    response: DefaultView,
    run: async ({ actor, body }) => ({ body: await chooseDefaultView(actor, body) }),
  }),
} as const;
