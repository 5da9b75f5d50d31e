# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false \
    YARN_ENABLE_GLOBAL_CACHE=false
RUN --mount=type=cache,target=/root/.npm npm install --global --force @yarnpkg/cli-dist@4
COPY package.json yarn.lock .yarnrc.yml ./
COPY --parents \
    apps/api/package.json \
    apps/web/package.json \
    packages/db/package.json \
    packages/log/package.json \
    packages/ui/package.json \
    ./

# `focus` installs for one service and takes the lockfile as a proposal; the comparison keeps to it.
# Yarn's cache is a mount and so in no layer.
# hadolint ignore=DL3060
RUN --mount=type=cache,target=/root/.yarn/berry,sharing=locked cp yarn.lock /tmp/yarn.lock && \
    yarn install --no-immutable --mode=update-lockfile && \
    cmp yarn.lock /tmp/yarn.lock && \
    yarn workspaces focus @shop/api

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
EXPOSE 8080
USER 1000:1000
CMD ["sh", \
    "-c", \
    "cd /app && yarn workspace @shop/db run build && cd apps/api && exec \"$@\"", \
    "sh", \
    "yarn", \
    "run", \
    "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.yarn/berry,sharing=locked yarn workspaces focus @shop/api --production && \
    for path in .yarn/cache/* .yarn/unplugged/*; do grep -qF "$path/" .pnp.* || rm -rf "$path"; done

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents packages/db/migrations packages/db/src packages/db/tsconfig.json packages/log/index.js ./
COPY --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
RUN yarn workspaces foreach -Rp --topological-dev --from @shop/api run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/.pnp.* ./
COPY --from=prod-deps --link /app/.yarn ./.yarn
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
CMD ["node", "--inspect=0.0.0.0:9229", "--require", "../../.pnp.cjs", "dist/server.js"]

FROM app AS runtime
CMD ["node", "--require", "../../.pnp.cjs", "dist/server.js"]
