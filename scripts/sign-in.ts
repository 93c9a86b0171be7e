import "../lib/mode";
import { createSignInLink, LINK_MINUTES } from "../lib/commands/sign-in";
import { readConfig } from "../lib/config";
import { startRuntime } from "../lib/start";

// Opens the database beside a running server: a link is one small commit, and the server reads links when they are used.
const config = readConfig({ ...process.env, LOG_LEVEL: "silent" }, { demo: process.argv.includes("--demo"), terminal: false });
const runtime = await startRuntime(config);
process.stdout.write(`Sign in (one use, ${LINK_MINUTES} minutes):\n${await createSignInLink()}\n`);
await runtime.store.close();
