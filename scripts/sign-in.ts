import "../lib/mode";
import { LINK_MINUTES, linkTo, newLink } from "../lib/commands/sign-in";
import { readConfig } from "../lib/config";
import { openStore } from "../lib/store/open";
import { failureOf } from "../lib/store/writer";

// Runs beside the server: a link is one small commit, and the server looks links up when they are used.
const config = readConfig(process.env, { demo: process.argv.includes("--demo"), terminal: false });
const store = await openStore(config.databaseFile);
const token = await written();
await store.close();
process.stdout.write(`Sign in (one use, ${LINK_MINUTES} minutes):\n${linkTo(config.publicUrl, token)}\n`);

/** A busy server commits hundreds of times a second: this one waits for its turn. */
async function written(): Promise<string> {
  for (let tries = 0; ; tries++) {
    const { token, writes } = newLink(store.prisma, Date.now());
    try {
      await store.prisma.$transaction(writes);
      return token;
    } catch (error) {
      if (tries === 200 || failureOf(error) !== "busy") throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 40));
    }
  }
}
