import "../lib/mode";
import { LINK_MINUTES, linkTo, newLink, OWNER, ownerOnFirstUse } from "../lib/commands/sign-in";
import { readConfig } from "../lib/config";
import { openStore } from "../lib/store/open";
import { failureOf } from "../lib/store/writer";

// Runs beside the server: a link is one small commit, and the server looks links up when they are used.
const config = readConfig(process.env, { demo: process.argv.includes("--demo"), terminal: false });
const store = await openStore(config.databaseFile);
// npm run sign-in -- NAME   for another user than the owner
const name = process.argv.slice(2).find((word) => !word.startsWith("--")) ?? OWNER.name;
const user = await store.prisma.user.findUnique({ where: { name } });
if (!user && name !== OWNER.name)
  await giveUp(`There is no user ${JSON.stringify(name)}. Settings → Users lists those there are.`);
if (user?.disabledAt) await giveUp(`${name} is disabled. An admin can enable the user in Settings → Users.`);
const userId = user?.id ?? OWNER.id;
const token = await written();
await store.close();
process.stdout.write(`Sign in (one use, ${LINK_MINUTES} minutes):\n${linkTo(config.publicUrl, token)}\n`);

async function giveUp(sentence: string): Promise<never> {
  await store.close();
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** A busy server commits hundreds of times a second: this one waits for its turn. */
async function written(): Promise<string> {
  for (let tries = 0; ; tries++) {
    const now = Date.now();
    const { token, writes } = newLink(store.prisma, { userId, now, until: now + LINK_MINUTES * 60_000 });
    if (userId === OWNER.id) writes.unshift(ownerOnFirstUse(store.prisma, now));
    try {
      await store.prisma.$transaction(writes);
      return token;
    } catch (error) {
      if (tries === 200 || failureOf(error) !== "busy") throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 40));
    }
  }
}
