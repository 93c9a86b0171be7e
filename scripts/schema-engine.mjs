import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

let loaded = false;

/**
 * Prisma's schema engine as WebAssembly, on the SQLite file at `url`; calls `use(engine)` and gives the file back afterwards.
 * The native engine would be a download; the package's own entry imports a .wasm file, which Node 20 cannot.
 */
export async function withSchemaEngine(url, use) {
  load();
  const { factory, close } = openFactory(url);
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await use(schemaEngine);
  } finally {
    schemaEngine.free();
    await close();
  }
}

function load() {
  if (loaded) return;
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), { "./schema_engine_bg.js": engine });
  engine.__wbg_set_wasm(wasm.exports);
  wasm.exports.__wbindgen_start();
  loaded = true;
}

/** The engine leaves its connections open and locked exclusively, so those handed out are kept and closed at the end. */
function openFactory(url) {
  const inner = new PrismaBetterSqlite3({ url });
  const open = [];
  const keep = async (connecting) => {
    const adapter = takeScripts(await connecting);
    open.push(adapter);
    return adapter;
  };
  const factory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: () => keep(inner.connect()),
    connectToShadowDb: () => keep(inner.connectToShadowDb()),
  };
  return { factory, close: () => Promise.all(open.map((adapter) => adapter.dispose())) };
}

/** The engine replays a whole migration file as one statement, which this driver only takes as a script. */
function takeScripts(adapter) {
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query) => {
    if (query.args.length > 0) return executeRaw(query);
    await adapter.executeScript(query.sql);
    return 0;
  };
  return adapter;
}
