import { beforeEach, expect, it } from "vitest";
import { isTourPutAway } from "../reads/tour";
import { runtime } from "../runtime";
import { actorWith, freshRuntime } from "../testing";
import { putTourAway } from "./put-tour-away";

const user = (id: string) => ({ ...actorWith(["read"]), kind: "session" as const, id: `user:${id}` });

beforeEach(async () => {
  await freshRuntime();
});

it("keeps for the user who asks, and for nobody else, that no tour is wanted", async () => {
  expect(await isTourPutAway(user("ada"))).toBe(false);
  await putTourAway(user("ada"));
  expect(await isTourPutAway(user("ada"))).toBe(true);
  expect(await isTourPutAway(user("bo"))).toBe(false);
});

it("keeps when it was said first, leaves other preferences alone and writes no entry", async () => {
  const { prisma } = runtime().store;
  await prisma.userPreferences.create({ data: { userId: "ada", seenSeq: 7 } });
  await putTourAway(user("ada"));
  const first = await prisma.userPreferences.findUnique({ where: { userId: "ada" } });
  await putTourAway(user("ada"));
  expect(first).toMatchObject({ seenSeq: 7, tourDoneAt: expect.any(BigInt) });
  expect(await prisma.userPreferences.findUnique({ where: { userId: "ada" } })).toEqual(first);
  expect(await prisma.journalEntry.count({ where: { actor: user("ada").name } })).toBe(0);
});

it("refuses keys, which have no account", async () => {
  await expect(putTourAway(actorWith())).rejects.toMatchObject({ code: "access/no-account" });
});
