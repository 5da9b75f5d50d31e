# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV npm_config_update_notifier=false
COPY --from=oven/bun:1-slim /usr/local/bin/bun /usr/local/bin/bun
COPY package.json bun.lock ./
COPY --parents \
    apps/api/package.json \
    apps/web/package.json \
    packages/db/package.json \
    packages/log/package.json \
    packages/ui/package.json \
    packages/db/pg/schema.prisma \
    packages/db/prisma.config.ts \
    packages/db/tools/types.ts \
    ./
RUN --mount=type=cache,target=/root/.bun/install/cache bun install --frozen-lockfile --filter @shop/api
RUN DATABASE_URL=postgresql://localhost/none bun run --cwd packages/db prisma generate --schema=pg/schema.prisma

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN find . -exec chown 1000:1000 {} + \( -name node_modules -o -name .yarn \) -prune
COPY --chown=1000:1000 tsconfig.base.json ./
COPY --chown=1000:1000 --parents \
    packages/db/migrations \
    packages/db/pg \
    packages/db/src \
    packages/db/tools \
    packages/db/tsconfig.json \
    packages/log/index.js \
    ./
COPY --chown=1000:1000 --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["sh", "-c", "cd /app && bun run --cwd apps/api build && cd apps/api && exec \"$@\"", "sh", "bun", "dist/server.js"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.bun/install/cache mkdir /tmp/kept && \
    find . -path '*/node_modules/.prisma' -prune -exec cp -r --parents -t /tmp/kept {} + && \
    find . -name node_modules -prune -exec rm -rf {} + && \
    bun install --frozen-lockfile --production --filter @shop/api && \
    cp -r /tmp/kept/. .

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents \
    packages/db/migrations \
    packages/db/pg \
    packages/db/src \
    packages/db/tools \
    packages/db/tsconfig.json \
    packages/log/index.js \
    ./
COPY --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
RUN bun run --cwd apps/api build

FROM node:24-trixie-slim AS app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=oven/bun:1-slim --link /usr/local/bin/bun /usr/local/bin/bun
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY --from=prod-deps --link --parents \
    /app/./apps/api/node_modules* \
    /app/./packages/db/.types* \
    /app/./packages/db/generated* \
    /app/./packages/db/node_modules* \
    /app/./packages/log/node_modules* \
    ./
COPY --parents \
    apps/api/package.json \
    apps/api/public \
    packages/db/package.json \
    packages/log/index.js \
    packages/log/package.json \
    ./
COPY --from=build --link --parents \
    /app/./packages/db/prisma.config.ts \
    /app/./packages/db/tsconfig.json \
    /app/./packages/db/migrations \
    /app/./packages/db/pg \
    /app/./packages/db/src \
    /app/./packages/db/tools \
    ./
COPY --from=build --link /app/apps/api/dist ./apps/api/dist
WORKDIR /app/apps/api
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["bun", "--inspect=0.0.0.0:9229", "dist/server.js"]

FROM app AS runtime
CMD ["bun", "dist/server.js"]
