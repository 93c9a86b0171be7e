import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/[\\/]$/, "");

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    environment: "node",
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Generous, so that a busy machine fails nothing.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ["{lib,app,components,scripts,demo,bench}/**/*.test.{ts,tsx}"],
          sequence: { groupOrder: 0 },
        },
      },
      {
        // Real server processes under load: one file at a time, after the unit tests.
        extends: true,
        test: {
          name: "server",
          include: ["e2e/**/*.test.ts"],
          maxWorkers: 1,
          fileParallelism: false,
          // Only what says so itself runs beside others of its file.
          maxConcurrency: 2,
          testTimeout: 90_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
