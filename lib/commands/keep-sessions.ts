import { IDLE_MS } from "../access/session-cookie";
import { runtime } from "../runtime";
import { runCommand } from "./run";

/** Stores when sessions were last used and deletes those that are over; called now and then. */
export async function keepSessions(): Promise<void> {
  const { sessions, store } = runtime();
  const { prisma } = store;
  const used = [...sessions.used];
  await runCommand(async (now) => {
    const over = await prisma.session.findMany({
      where: {
        OR: [
          { expiresAt: { lte: BigInt(now) } },
          { updatedAt: { lte: BigInt(now - IDLE_MS) }, id: { notIn: used.map(([id]) => id) } },
          { id: { in: [...sessions.over] } },
        ],
      },
      select: { id: true },
    });
    const ids = over.map(({ id }) => id);
    return {
      writes: [
        ...used.map(([id, at]) => prisma.session.updateMany({ where: { id }, data: { updatedAt: BigInt(at) } })),
        ...(ids.length > 0 ? [prisma.session.deleteMany({ where: { id: { in: ids } } })] : []),
      ],
      entries: [],
      apply: () => {
        for (const [id, at] of used) if (sessions.used.get(id) === at) sessions.used.delete(id);
        sessions.ended(ids);
      },
      result: undefined,
    };
  });
}
