# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false \
    PNPM_HOME=/pnpm
RUN --mount=type=cache,target=/root/.npm npm install --global pnpm@10
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY --parents apps/api/package.json packages/db/package.json packages/log/package.json ./
RUN --mount=type=cache,id=pnpm-store,target=/pnpm/store pnpm install --frozen-lockfile --filter @shop/api...

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
COPY --chown=1000:1000 --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["sh", \
    "-c", \
    "cd /app && pnpm --filter @shop/api... run build && cd apps/api && exec \"$@\"", \
    "sh", \
    "node", \
    "--watch", \
    ".output/server/index.mjs"]

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents packages/db/migrations packages/db/src packages/db/tsconfig.json packages/log/index.js ./
COPY --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
RUN pnpm --filter @shop/api... run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --link /app/apps/api/.output ./apps/api/.output
WORKDIR /app/apps/api
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", ".output/server/index.mjs"]

FROM app AS runtime
CMD ["node", ".output/server/index.mjs"]
