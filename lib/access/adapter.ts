import { createAdapterFactory } from "better-auth/adapters";
import { addLogin, createProviderUser, type NewLogin, subjectOf } from "../commands/add-login";
import { type Opening, openSession } from "../commands/open-session";
import type { User } from "../generated/prisma/client";
import { runtime } from "../runtime";

/** Somebody signing in: how, and why it failed, because the library answers a refusal of ours in words of its own. */
export type Way = { opening: Opening; failure?: unknown };

type Where = { field: string; value: unknown; operator: string; connector: string };
type Row = Record<string, unknown>;

/**
 * Better Auth's rows in ours: users, logins and sessions. It reads directly and writes through commands, so in the writer's
 * slot and with the journal; a session's token reaches the database as a hash. What Muster does not use of the library fails.
 * `current` tells who signs in at the moment.
 */
export const rows = (current: () => Way) =>
  createAdapterFactory({
    config: { adapterId: "muster", supportsJSON: true, supportsDates: true, supportsBooleans: true, supportsNumericIds: false },
    adapter: () => ({
      create: async ({ model, data }) => {
        const way = current();
        const row = await create(model, data, way.opening).catch((error: unknown) => {
          way.failure = error;
          throw error;
        });
        return row as typeof data;
      },
      findOne: async ({ model, where }) => ((await find(model, where))[0] ?? null) as never,
      findMany: async ({ model, where, limit }) => {
        const found = await find(model, where ?? []);
        // What a password is compared with, so that it still is the one when the session opens.
        const compared = found.find(({ providerId }) => providerId === "credential");
        const { opening } = current();
        if (compared && opening.method === "password") opening.passwordHash = compared.password as string | null;
        return found.slice(0, limit) as never;
      },
      update: async ({ model }) => unused("update", model),
      updateMany: async ({ model }) => unused("updateMany", model),
      delete: async ({ model }) => unused("delete", model),
      deleteMany: async ({ model }) => unused("deleteMany", model),
      count: async ({ model }) => unused("count", model),
    }),
  });

async function create(model: string, data: Row, opening: Opening): Promise<Row> {
  if (model === "session") {
    const { id, createdAt, expiresAt } = await openSession(String(data.userId), String(data.token), opening);
    return { ...data, id, createdAt: date(createdAt), updatedAt: date(createdAt), expiresAt: date(expiresAt) };
  }
  if (model === "account") {
    const { id, createdAt } = await addLogin(loginOf(data));
    return { ...data, id, createdAt: date(createdAt), updatedAt: date(createdAt) };
  }
  if (model === "user") {
    const { name, email, emailVerified } = data;
    return present(
      await createProviderUser({ name: String(name ?? ""), email: String(email), isVerified: emailVerified === true }),
    );
  }
  return unused("create", model);
}

const loginOf = ({ userId, providerId, accountId }: Row): NewLogin => ({
  userId: String(userId),
  providerId: String(providerId),
  issuer: issuer(),
  subject: String(accountId),
});

/** Whose subjects are meant: with another provider the same subject is somebody else. */
const issuer = (): string => runtime().config.oidc?.issuer.href ?? "";

const ownSubject = (subject: string): string =>
  subject.slice(subject.startsWith(subjectOf(issuer(), "")) ? issuer().length + 1 : 0);

async function find(model: string, where: Where[]): Promise<Row[]> {
  const { prisma } = runtime().store;
  if (where.some(({ operator, connector }) => operator !== "eq" || connector !== "AND")) unused("find", model);
  const by = Object.fromEntries(where.map(({ field, value }) => [field, String(value)]));
  if (model === "user") {
    const { id, email } = by;
    const user = await prisma.user.findUnique({ where: id === undefined ? { email: email ?? "" } : { id } });
    return user ? [present(user)] : [];
  }
  if (model !== "account") return unused("find", model);
  const { userId, providerId, accountId } = by;
  const subject = accountId === undefined ? undefined : subjectOf(issuer(), accountId);
  const logins = await prisma.login.findMany({ where: { userId, providerId, subject } });
  return logins.map(({ subject, passwordHash, createdAt, updatedAt, ...login }) => ({
    ...login,
    accountId: ownSubject(subject),
    password: passwordHash,
    createdAt: date(createdAt),
    updatedAt: date(updatedAt),
  }));
}

/** E-mail addresses of users are given by admins, or verified by the provider: never by whoever signs in. */
const present = ({ id, name, email, createdAt, updatedAt }: User): Row => ({
  id,
  name,
  email,
  emailVerified: true,
  image: null,
  createdAt: date(createdAt),
  updatedAt: date(updatedAt),
});

const date = (epochMs: bigint): Date => new Date(Number(epochMs));

function unused(what: string, model: string): never {
  throw new Error(`Better Auth asked to ${what} ${model}, which Muster does not use.`);
}
