import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What may be taken from the package swagger-ui-dist, so that the reference needs no other host. */
const ASSETS: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
};

type Context = { params: Promise<{ file: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
  if (type === undefined)
    return new Response("There is no such file.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  const body = await readFile(join(/* turbopackIgnore: true */ process.cwd(), "node_modules", "swagger-ui-dist", file));
  return new Response(new Uint8Array(body), {
    headers: { "content-type": type, "cache-control": "public, max-age=3600", "x-content-type-options": "nosniff" },
  });
}
