# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false \
    PNPM_HOME=/pnpm
RUN --mount=type=cache,target=/root/.npm npm install --global pnpm@10
COPY package.json pnpm-lock.yaml ./

# `postinstall` would need the sources or a git repository, which are not here.
RUN --mount=type=cache,id=pnpm-store,target=/pnpm/store npm pkg delete scripts.postinstall && \
    pnpm install --frozen-lockfile

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 package.json nuxt.config.ts ./
COPY --chown=1000:1000 --parents app docs ./
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["pnpm", "run", "dev"]

FROM deps AS build
COPY package.json nuxt.config.ts ./
COPY --parents app docs ./
RUN pnpm run postinstall && \
    pnpm run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --link /app/.output ./.output
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", ".output/server/index.mjs"]

FROM app AS runtime
CMD ["node", ".output/server/index.mjs"]
