// Runs before anything else in the browser. Schemas try whether they may evaluate text when they are made, which the page's
// policy forbids and the browser reports; told not to, they do not try. The name is where zod keeps its settings.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
