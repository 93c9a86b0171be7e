import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What may be taken from the package swagger-ui-dist, so that the reference needs no other host. */
const REFERENCE: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
};
/** Pictures of the guide. The name leaves no way out of their folder. */
const PICTURE = /^[a-z0-9-]+\.webp$/;
/** The guide links it; browsers show it as text and run nothing. */
const VERIFIER = "verify-journal.mjs";

type Context = { params: Promise<{ file: string }> };

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { file } = await params;
  const place = placeOf(file);
  const body = place && (await readFile(join(/* turbopackIgnore: true */ process.cwd(), ...place.path)).catch(() => null));
  if (!place || !body)
    return new Response("There is no such file.", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
  return new Response(new Uint8Array(body), {
    headers: { "content-type": place.type, "cache-control": "public, max-age=3600", "x-content-type-options": "nosniff" },
  });
}

function placeOf(file: string): { path: string[]; type: string } | null {
  const type = Object.hasOwn(REFERENCE, file) ? REFERENCE[file] : undefined;
  if (type) return { path: ["node_modules", "swagger-ui-dist", file], type };
  if (PICTURE.test(file)) return { path: ["docs", "screenshots", file], type: "image/webp" };
  return file === VERIFIER ? { path: ["docs", file], type: "text/plain; charset=utf-8" } : null;
}
