import { z } from "zod";
import { CreatedKey, Key, KeyPatch, KeyRotation, NewKey } from "../access/key";
import { createKey } from "../commands/create-key";
import { revokeKey } from "../commands/revoke-key";
import { rotateKey } from "../commands/rotate-key";
import { updateKey } from "../commands/update-key";
import { readKeys } from "../reads/keys";
import { operation } from "./operation";
import { id, page, pageOf } from "./shapes";

/** The operations of API keys; part of the table of all (operations.ts). */
export const KEY_OPERATIONS = {
  listKeys: operation({
    id: "listKeys",
    method: "GET",
    path: "/keys",
    tag: "Access",
    summary: "API keys, newest first",
    action: "readKeys",
    query: z.strictObject(page),
    response: pageOf(Key),
    run: async ({ actor, query }) => ({ body: await readKeys(actor, query) }),
  }),
  createKey: operation({
    id: "createKey",
    method: "POST",
    path: "/keys",
    tag: "Access",
    summary: "Make an API key; the secret is in this answer only",
    action: "createKey",
    body: NewKey,
    status: 201,
    response: CreatedKey,
    secrets: ["secret"],
    run: async ({ actor, body }) => ({ body: await createKey(actor, body) }),
  }),
  updateKey: operation({
    id: "updateKey",
    method: "PATCH",
    path: "/keys/{id}",
    tag: "Access",
    summary: "Change a key's limits; null puts the default back",
    action: "updateKey",
    body: KeyPatch,
    response: Key,
    run: async ({ actor, params, body }) => ({ body: await updateKey(actor, id(params), body) }),
  }),
  rotateKey: operation({
    id: "rotateKey",
    method: "POST",
    path: "/keys/{id}/rotate",
    tag: "Access",
    summary: "Give an API key a successor; both work for the overlap. The secret is in this answer only",
    action: "rotateKey",
    body: KeyRotation,
    status: 201,
    response: CreatedKey,
    secrets: ["secret"],
    run: async ({ actor, params, body }) => ({ body: await rotateKey(actor, id(params), body) }),
  }),
  revokeKey: operation({
    id: "revokeKey",
    method: "DELETE",
    path: "/keys/{id}",
    tag: "Access",
    summary: "End an API key at once",
    action: "revokeKey",
    response: Key,
    run: async ({ actor, params }) => ({ body: await revokeKey(actor, id(params)) }),
  }),
} as const;
