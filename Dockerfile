# Muster as an image: docker compose up --build, or docker build --tag muster . (docs/deployment.md).
# Nothing is fetched but the base image, Debian's compiler, and packages of the npm registry that package-lock.json names.
FROM node:22-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /muster
# The SQLite driver is compiled from its package with the headers of this Node, instead of a binary from elsewhere.
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1 npm_config_build_from_source=true
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache

FROM node:22-slim
WORKDIR /muster
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 \
  HOST=0.0.0.0 PORT=3000 DATABASE_URL=file:/data/muster.db MUSTER_PUBLIC_URL=http://127.0.0.1:3000 LOG_FORMAT=json
RUN mkdir /data && chown node:node /data
# What runs: the pages as built, the server's own sources, the demo fleet, and the guide that the product shows.
COPY --from=build /muster/package.json /muster/next.config.js /muster/tsconfig.json /muster/SECURITY.md /muster/LICENSE ./
COPY --from=build /muster/node_modules ./node_modules
COPY --from=build /muster/prisma ./prisma
COPY --from=build /muster/scripts ./scripts
COPY --from=build /muster/docs ./docs
COPY --from=build /muster/demo ./demo
COPY --from=build /muster/lib ./lib
COPY --from=build /muster/.next ./.next
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is the first process, so that SIGTERM reaches it: it drains and ends within ten seconds.
CMD ["node", "--import", "tsx", "lib/server.ts"]
