import { defineConfig } from "prisma/config";

// Only the CLI reads this; the server opens DATABASE_URL itself (lib/store/open.ts).
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "file:./data/muster.db" },
});
