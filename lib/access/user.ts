import { z } from "zod";

const Role = z.enum(["viewer", "operator", "admin"]);
/** Names by which the journal knows what is no person: Muster itself, the environment's key, the demo, API keys. */
export const isReservedName = (name: string): boolean => /^(system|env|demo)$|^key:/i.test(name);

const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !isReservedName(name), "The journal calls something else so. Choose another name.");
const Email = z.email().max(254).toLowerCase();

/** Somebody who may sign in. `name` is what the journal calls him; users are disabled, never deleted. */
export const User = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role: Role,
    /** `password` and names of identity providers; none = by link only. */
    signsInWith: z.array(z.string()),
    createdAt: z.string(),
    disabledAt: z.string().nullable(),
    /** Open sessions. */
    sessions: z.int(),
    lastSeenAt: z.string().nullable(),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof User>;

export const NewUser = z.strictObject({ name: Name, role: Role, email: Email.optional() }).meta({ id: "NewUser" });
export type NewUser = z.infer<typeof NewUser>;

/** Another role or a disabled user ends that user's sessions at once. */
export const UserPatch = z
  .strictObject({ role: Role.optional(), email: Email.nullable().optional(), disabled: z.boolean().optional() })
  .meta({ id: "UserPatch" });
export type UserPatch = z.infer<typeof UserPatch>;

/** A one-use link by which a user signs in, and sets a password; answered once. */
export const SignInLink = z.strictObject({ link: z.string(), expiresAt: z.string() }).meta({ id: "SignInLink" });
export type SignInLink = z.infer<typeof SignInLink>;

/** One browser that is signed in. */
export const Session = z
  .strictObject({
    id: z.string(),
    userId: z.string(),
    userName: z.string(),
    role: Role,
    /** `link`, `password` or the identity provider's name. */
    method: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string(),
    expiresAt: z.string(),
    ipAddress: z.string().nullable(),
    userAgent: z.string().nullable(),
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
