# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV npm_config_update_notifier=false \
    PNPM_HOME=/pnpm
RUN --mount=type=cache,target=/root/.npm npm install --global pnpm@10
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY --parents \
    apps/api/package.json \
    packages/db/package.json \
    packages/log/package.json \
    packages/db/prisma.config.ts \
    apps/api/prisma/schema \
    packages/db/schema \
    ./
RUN --mount=type=cache,id=pnpm-store,target=/pnpm/store pnpm install --frozen-lockfile --filter @shop/api...
RUN DATABASE_URL=postgresql://localhost/none SHADOW_URL=postgresql://localhost/none pnpm --filter @shop/db exec prisma generate && \
    pnpm --filter @shop/api exec prisma generate --schema=prisma/schema

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN find . -exec chown 1000:1000 {} + \( -name node_modules -o -name .yarn \) -prune
COPY --chown=1000:1000 tsconfig.base.json ./
COPY --chown=1000:1000 --parents \
    packages/db/migrations \
    packages/db/src \
    packages/db/tsconfig.json \
    packages/log/index.js \
    ./
COPY --chown=1000:1000 --parents apps/api/tsconfig.json apps/api/prisma apps/api/public apps/api/src ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["sh", \
    "-c", \
    "cd /app && pnpm --filter @shop/api... run build && cd apps/api && exec \"$@\"", \
    "sh", \
    "node", \
    "--watch", \
    "dist/server.js"]

FROM deps AS prod-deps
RUN --mount=type=cache,id=pnpm-store,target=/pnpm/store \
    CI=true pnpm install --prod --frozen-lockfile --ignore-scripts --prefer-offline --config.modules-cache-max-age=0 --filter @shop/api... && \
    rm -f node_modules/.modules.yaml node_modules/.pnpm-workspace-state*.json

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents packages/db/migrations packages/db/src packages/db/tsconfig.json packages/log/index.js ./
COPY --parents apps/api/tsconfig.json apps/api/prisma apps/api/public apps/api/src ./

# Prisma's configuration insists on a database; nothing connects to one here.
ENV DATABASE_URL=postgresql://localhost/none \
    SHADOW_URL=postgresql://localhost/none
RUN pnpm --filter @shop/api... run build

FROM node:24-trixie-slim AS app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY --from=prod-deps --link --parents \
    /app/./apps/api/node_modules* \
    /app/./packages/db/node_modules* \
    /app/./packages/log/node_modules* \
    ./
COPY --parents \
    apps/api/package.json \
    apps/api/public \
    packages/db/migrations \
    packages/db/package.json \
    packages/log/index.js \
    packages/log/package.json \
    ./
COPY --from=build --link --parents /app/./packages/db/dist ./
COPY --from=build --link /app/apps/api/dist ./apps/api/dist
WORKDIR /app/apps/api
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "dist/server.js"]

FROM app AS runtime
CMD ["node", "dist/server.js"]
