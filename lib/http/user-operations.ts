import { z } from "zod";
import { NewUser, Session, SignInLink, User, UserPatch } from "../access/user";
import { createUser } from "../commands/create-user";
import { endSession } from "../commands/end-sessions";
import { endUserSessions } from "../commands/end-user-sessions";
import { createSignInLinkFor } from "../commands/sign-in";
import { updateUser } from "../commands/update-user";
import { readSessions, readUsers } from "../reads/users";
import { operation } from "./operation";
import { id, page, pageOf } from "./shapes";

const Ended = z.strictObject({ ended: z.int() });

/** The operations of users and their sessions; part of the table of all (operations.ts). */
export const USER_OPERATIONS = {
  listUsers: operation({
    id: "listUsers",
    method: "GET",
    path: "/users",
    tag: "Access",
    summary: "Users, by name",
    action: "readUsers",
    query: z.strictObject(page),
    response: pageOf(User),
    run: async ({ actor, query }) => ({ body: await readUsers(actor, query) }),
  }),
  createUser: operation({
    id: "createUser",
    method: "POST",
    path: "/users",
    tag: "Access",
    summary: "Add a user, who signs in by link at first",
    action: "createUser",
    body: NewUser,
    status: 201,
    response: User,
    run: async ({ actor, body }) => ({ body: await createUser(actor, body) }),
  }),
  updateUser: operation({
    id: "updateUser",
    method: "PATCH",
    path: "/users/{id}",
    tag: "Access",
    summary: "Change a user's role or e-mail address, disable or enable; what restricts a user ends the user's sessions",
    action: "updateUser",
    body: UserPatch,
    response: User,
    run: async ({ actor, params, body }) => ({ body: await updateUser(actor, id(params), body) }),
  }),
  createUserLink: operation({
    id: "createUserLink",
    method: "POST",
    path: "/users/{id}/sign-in-link",
    tag: "Access",
    summary: "Make a link by which a user signs in once within 72 hours; it is in this answer only",
    action: "createSignInLink",
    status: 201,
    response: SignInLink,
    secrets: ["link"],
    run: async ({ actor, params }) => ({ body: await createSignInLinkFor(actor, id(params)) }),
  }),
  endUserSessions: operation({
    id: "endUserSessions",
    method: "DELETE",
    path: "/users/{id}/sessions",
    tag: "Access",
    summary: "End every session of a user with its sockets, except the one that asks",
    action: "endSession",
    response: Ended,
    run: async ({ actor, params }) => ({ body: await endUserSessions(actor, id(params)) }),
  }),
  listSessions: operation({
    id: "listSessions",
    method: "GET",
    path: "/sessions",
    tag: "Access",
    summary: "Open sessions, newest first; of one user with `userId`",
    action: "readSessions",
    query: z.strictObject({ ...page, userId: z.string().max(200).optional() }),
    response: pageOf(Session),
    run: async ({ actor, query }) => ({ body: await readSessions(actor, query) }),
  }),
  endSession: operation({
    id: "endSession",
    method: "DELETE",
    path: "/sessions/{id}",
    tag: "Access",
    summary: "End a session and its sockets",
    action: "endSession",
    response: Ended,
    run: async ({ actor, params }) => {
      await endSession(actor, id(params));
      return { body: { ended: 1 } };
    },
  }),
} as const;
