import "../lib/mode";
import { LINK_MINUTES, linkTo, newLink } from "../lib/commands/sign-in";
import { readConfig } from "../lib/config";
import { openStore } from "../lib/store/open";

// Runs beside the server: a link is one small commit, and the server looks links up when they are used.
const config = readConfig(process.env, { demo: process.argv.includes("--demo"), terminal: false });
const store = await openStore(config.databaseFile);
const { token, writes } = newLink(store.prisma, Date.now());
await store.prisma.$transaction(writes);
await store.close();
process.stdout.write(`Sign in (one use, ${LINK_MINUTES} minutes):\n${linkTo(config.publicUrl, token)}\n`);
