// First import of the process: React and Next read NODE_ENV while they load, and `NODE_ENV=x command` does not work on Windows.
Object.assign(process.env, {
  NODE_ENV: process.argv.includes("--dev") ? "development" : "production",
  NEXT_TELEMETRY_DISABLED: "1",
});
