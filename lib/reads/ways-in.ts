import { runtime } from "../runtime";

/** How somebody can sign in here, for the sign-in page; links always work. */
export type WaysIn = {
  /** Whether anybody has set a password. */
  password: boolean;
  /** Name of the identity provider. */
  provider: string | null;
};

export async function readWaysIn(): Promise<WaysIn> {
  const { store, config } = runtime();
  const password = await store.prisma.login.findFirst({ where: { passwordHash: { not: null } }, select: { id: true } });
  return { password: password !== null, provider: config.oidc?.name ?? null };
}

/** Whether somebody has no way to sign in again but another link. */
export async function hasOnlyLinks(userId: string): Promise<boolean> {
  return (await runtime().store.prisma.login.count({ where: { userId } })) === 0;
}
