# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false \
    YARN_ENABLE_GLOBAL_CACHE=false
RUN --mount=type=cache,target=/root/.npm npm install --global --force @yarnpkg/cli-dist@4
COPY package.json yarn.lock .yarnrc.yml ./

# Yarn's cache is a mount and so in no layer.
# hadolint ignore=DL3060
RUN --mount=type=cache,target=/root/.yarn/berry,sharing=locked yarn install --immutable

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app
COPY --chown=1000:1000 tsconfig.json ./
COPY --chown=1000:1000 src ./src
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["yarn", "run", "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.yarn/berry,sharing=locked npm pkg delete devDependencies && \
    yarn install --no-immutable --mode=skip-build

FROM deps AS build
COPY tsconfig.json ./
COPY src ./src
RUN yarn run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/.pnp.* ./
COPY --from=prod-deps --link /app/.yarn ./.yarn
COPY package.json ./
COPY --from=build --link /app/dist ./dist
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", \
    "--inspect=0.0.0.0:9229", \
    "--require", \
    "./.pnp.cjs", \
    "--experimental-loader", \
    "./.pnp.loader.mjs", \
    "dist/server.js"]

FROM app AS runtime
CMD ["node", "--require", "./.pnp.cjs", "--experimental-loader", "./.pnp.loader.mjs", "dist/server.js"]
