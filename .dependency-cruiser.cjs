// Who may import whom (ARCHITECTURE.md). Each comment says what to do instead.
const TESTS = "\\.(test|fixture|spec)\\.tsx?$";
const DOMAIN = "^lib/(trust|registry|routing|journal)/";
/** What only the server process may load. */
const SERVER_ONLY = "^lib/(store|commands|reads|engine|access|generated)/|^lib/(runtime|config|server|mode|refusal)\\.ts$";
const DATABASE = "^(node_modules/)?(better-sqlite3|@prisma/)|^lib/generated/";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "domain-computes-only",
      comment:
        "The domain decides from what it is given: let a command or the edge do this and pass the facts in. Only zod is allowed.",
      severity: "error",
      from: { path: DOMAIN, pathNot: [TESTS, "^lib/routing/words\\.ts$"] },
      to: { pathNot: [DOMAIN, "(^|/)node_modules/zod/"] },
    },
    {
      name: "one-file-stems-words",
      comment: "Words are stemmed in lib/routing/words.ts, which computes like the rest of the domain: call it.",
      severity: "error",
      from: { path: "^lib/routing/words\\.ts$" },
      to: { pathNot: [DOMAIN, "(^|/)node_modules/stemr/"] },
    },
    {
      name: "trust-knows-no-other-domain",
      comment: "trust < registry < routing < journal: move the shared word into lib/trust, or decide it further to the right.",
      severity: "error",
      from: { path: "^lib/trust/", pathNot: TESTS },
      to: { path: "^lib/(registry|routing|journal)/" },
    },
    {
      name: "registry-knows-trust-only",
      comment: "trust < registry < routing < journal: move the shared word into lib/registry, or decide it further to the right.",
      severity: "error",
      from: { path: "^lib/registry/", pathNot: TESTS },
      to: { path: "^lib/(routing|journal)/" },
    },
    {
      name: "routing-knows-no-journal",
      comment: "trust < registry < routing < journal: answer the facts of an entry and let the command write it.",
      severity: "error",
      from: { path: "^lib/routing/", pathNot: TESTS },
      to: { path: "^lib/journal/" },
    },
    {
      name: "battery-computes-only",
      comment:
        "Questions and verdicts follow from battery, seed and answers alone: let lib/auditors ask the endpoint and pass the answers in. Only zod is allowed.",
      severity: "error",
      from: { path: "^lib/auditors/battery/", pathNot: TESTS },
      to: { pathNot: ["^lib/auditors/battery/", "(^|/)node_modules/zod/"] },
    },
    {
      name: "only-the-store-opens-the-database",
      comment:
        "Prisma and SQL live in lib/store: add a function to the file of that aggregate and call it. Commands and reads may name its types.",
      severity: "error",
      from: { path: "^(app|components|lib|demo)/", pathNot: ["^lib/(store|generated)/", TESTS] },
      to: { path: DATABASE, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-commands-write",
      comment: "One queue writes: put the change into a command in lib/commands, which runs in a slot of the writer.",
      severity: "error",
      from: {
        path: "^(app|components|lib|demo)/",
        pathNot: ["^lib/(store|commands)/", "^lib/(runtime|start)\\.ts$", "^lib/engine/load\\.ts$", TESTS],
      },
      to: { path: "^lib/store/(writer|ingest)" },
    },
    {
      name: "only-the-server-migrates",
      comment: "Open the database through lib/store/open, which migrates it first.",
      severity: "error",
      from: { path: "^(app|components|lib|demo)/", pathNot: ["^lib/store/open\\.ts$", TESTS] },
      to: { path: "^lib/store/migrate" },
    },
    {
      name: "publish-after-commit-only",
      comment: "Only a command knows that its change is committed: let it publish.",
      severity: "error",
      from: {
        path: "^(app|components|lib|demo)/",
        pathNot: ["^lib/(commands|live|engine)/", "^lib/(runtime|start)\\.ts$", TESTS],
      },
      to: { path: "^lib/live/publish" },
    },
    {
      name: "components-stay-in-the-browser",
      comment:
        "A component never reaches the server's code: ask over HTTP (lib/http/queries.ts), or take a server action as a prop from the page.",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: `${SERVER_ONLY}|^app/` },
    },
    {
      name: "components-stay-in-the-browser-even-through-others",
      comment: "What this component imports ends in server code: move what both need into the domain.",
      severity: "error",
      from: { path: "^components/", pathNot: TESTS },
      to: { path: "^lib/(store|commands|reads|engine|generated)/", reachable: true },
    },
    {
      name: "ui-knows-no-domain",
      comment: "components/ui draws, it knows no agent: take plain values as props, or move the component to components/chips.",
      severity: "error",
      from: { path: "^components/ui/", pathNot: TESTS },
      to: { path: "^(lib|app|components)/", pathNot: "^components/ui/" },
    },
    {
      name: "chips-are-words-not-features",
      comment: "A chip is a word every feature says: build it from components/ui and the domain only.",
      severity: "error",
      from: { path: "^components/chips/", pathNot: TESTS },
      to: { path: "^components/", pathNot: "^components/(ui|chips)/" },
    },
    {
      name: "live-knows-no-feature",
      comment: "components/live feeds the cache for everybody: let the feature read the cache.",
      severity: "error",
      from: { path: "^components/live/", pathNot: TESTS },
      to: { path: "^components/", pathNot: "^components/(ui|chips|live)/" },
    },
    {
      name: "features-do-not-import-each-other",
      comment: "Let the page compose the two features, or move the shared word to components/chips.",
      severity: "error",
      from: { path: "^components/(trust|registry|routing|journal)/", pathNot: TESTS },
      to: { path: "^components/(trust|registry|routing|journal|shell)/", pathNot: "^components/$1/" },
    },
    {
      name: "charts-in-one-place",
      comment: "Recharts is used in components/ui/chart-* only: extend the chart there and give it plain rows.",
      severity: "error",
      from: { pathNot: "^components/ui/chart-" },
      to: { path: "^(node_modules/)?recharts" },
    },
    {
      name: "lib-does-not-look-up",
      comment: "lib serves the pages and does not know them: pass what is needed as a parameter.",
      severity: "error",
      from: { path: "^lib/", pathNot: TESTS },
      to: { path: "^(app|components)/" },
    },
    {
      name: "product-does-not-need-its-rigs",
      comment: "The product runs without its tests, benchmarks and demo: move what it needs into lib.",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: TESTS },
      to: { path: "^(e2e|bench|demo|scripts)/" },
    },
    {
      name: "demo-uses-the-public-api",
      comment: "The demo fleet is a client like any other: call the HTTP API; only the domain's words may be shared.",
      severity: "error",
      from: { path: "^demo/", pathNot: TESTS },
      to: { path: `${SERVER_ONLY}|^(app|components)/` },
    },
    {
      name: "demo-knows-no-probe",
      comment:
        "An audit of an agent that has seen the questions shows nothing, so not even a test in demo/ may know them: build characters from generic skills.",
      severity: "error",
      from: { path: "^demo/" },
      to: { path: "^lib/auditors/", reachable: true },
    },
    {
      name: "nobody-imports-the-entry",
      comment: "lib/server.ts and lib/mode.ts run things when they load: share through lib/runtime.ts.",
      severity: "error",
      from: { pathNot: "^(lib/server|scripts/[^/]+)\\.ts$" },
      to: { path: "^lib/(server|mode)\\.ts$" },
    },
    {
      name: "no-circle",
      comment: "Two files that need each other are one file, or hide a third: move what both need there.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-development-package-in-the-product",
      comment: "The product must run after `npm ci --omit=dev`: move the package to dependencies.",
      severity: "error",
      from: { path: "^(app|components|lib|demo)/", pathNot: TESTS },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-unresolved",
      comment: "This import leads nowhere: mend the path or add the package to package.json.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "a-file-has-a-noun",
      comment: "utils, helpers, common, misc, services and managers say nothing: name the file for what is in it.",
      severity: "error",
      from: {},
      to: {
        path: "(^|/)(utils?|helpers?|common|misc|services?|managers?)(/|\\.[cm]?[jt]sx?$)",
        pathNot: "node_modules|^lib/generated/",
      },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/generated/"] },
    exclude: { path: ["^\\.next/", "^lib/generated/prisma/(internal|models)/"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default", "types"] },
    skipAnalysisNotInRules: true,
  },
};
