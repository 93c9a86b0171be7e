/** Where the server of the browser tests listens, and the key that programs use there. */
const PORT = Number(process.env.MUSTER_E2E_PORT ?? 3210);
export const ORIGIN = `http://127.0.0.1:${PORT}`;
export const ENVIRONMENT_KEY = "environment-key-of-the-browser-tests-0001";

/** Environment of that server; its database lies in Playwright's output folder, which every run empties before it starts one. */
export const SERVER_ENVIRONMENT = {
  HOST: "127.0.0.1",
  PORT: String(PORT),
  DATABASE_URL: "file:./test-results/server/muster.db",
  MUSTER_API_KEY: ENVIRONMENT_KEY,
  LOG_LEVEL: "warn",
  LOG_FORMAT: "json",
};
