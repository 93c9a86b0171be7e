// Brings this checkout to where it can run, whatever it still lacks: the generated database client and the native SQLite
// driver always, a build of the pages with --build (--rebuild: even if there is one), a Chromium with --browser.
// Does nothing, quickly, where nothing is missing. npm run scripts call it first, because install scripts are switched off.
import { buildAddon } from "./addon.mjs";
import { installBrowser } from "./browser.mjs";
import { buildPages } from "./build.mjs";
import { generateClient } from "./prisma.mjs";

const wants = (flag) => process.argv.includes(flag);

generateClient();
buildAddon();
if (wants("--build") || wants("--rebuild")) buildPages({ force: wants("--rebuild") });
if (wants("--browser")) await installBrowser();
