import { createHash, randomBytes, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hashPassword } from "better-auth/crypto";
import Database from "better-sqlite3";
import { sessionCookieName, signedToken } from "../../lib/access/session-cookie";
import type { MusterServer } from "../server";

const WEEK_MS = 7 * 86_400_000;

type NewUser = { name: string; role: "viewer" | "operator" | "admin"; email?: string; password?: string };

/** The Cookie header of a browser in which the owner has signed in. */
export const ownerCookie = (server: MusterServer): Promise<string> => cookieOf(server, "owner");

/** The Cookie header of a browser in which a user has signed in: a session written beside the server, signed with its secret. */
export async function cookieOf(server: MusterServer, userId: string): Promise<string> {
  const { MUSTER_SECRET, MUSTER_PUBLIC_URL } = server.environment();
  const config = {
    secret: MUSTER_SECRET ?? readFileSync(join(server.folder, "secret"), "utf8").trim(),
    publicUrl: new URL(MUSTER_PUBLIC_URL ?? server.origin),
  };
  const token = randomBytes(32).toString("base64url");
  const now = Date.now();
  write(server, (db) =>
    db
      .prepare(
        `INSERT INTO Session (id, tokenHash, userId, method, createdAt, updatedAt, expiresAt, ipAddress, userAgent)
         VALUES (?, ?, ?, 'link', ?, ?, ?, '127.0.0.1', 'test')`,
      )
      .run(randomUUID(), createHash("sha256").update(token).digest("hex"), userId, now, now, now + WEEK_MS),
  );
  return `${sessionCookieName(config)}=${encodeURIComponent(signedToken(token, config))}`;
}

/** Adds a user beside the server and answers the id. */
export async function addUser(server: MusterServer, { name, role, email, password }: NewUser): Promise<string> {
  const id = randomUUID();
  const hash = password === undefined ? null : await hashPassword(password);
  write(server, (db) => {
    db.prepare("INSERT INTO User (id, name, email, role, createdAt, updatedAt) VALUES (?, ?, ?, ?, 0, 0)").run(
      id,
      name,
      email ?? null,
      role,
    );
    if (hash === null) return;
    db.prepare(
      `INSERT INTO Login (id, userId, providerId, subject, passwordHash, createdAt, updatedAt)
       VALUES (?, ?, 'credential', ?, ?, 0, 0)`,
    ).run(randomUUID(), id, id, hash);
  });
  return id;
}

function write(server: MusterServer, use: (db: Database.Database) => unknown): void {
  const db = new Database(server.file, { timeout: 10_000 });
  try {
    use(db);
  } finally {
    db.close();
  }
}
