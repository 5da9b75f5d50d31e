# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 next.config.ts tsconfig.json ./
COPY --chown=1000:1000 --parents app lib src ./
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["npm", "run", "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts

FROM deps AS build
COPY next.config.ts tsconfig.json ./
COPY --parents app lib src ./
ENV NEXT_TELEMETRY_DISABLED=1
RUN --mount=type=cache,id=shop-next,target=/app/.next/cache npm run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production \
    HOSTNAME=0.0.0.0
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --from=build --chown=1000:1000 --link /app/.next ./.next
COPY --from=build --link /app/next.config.ts ./next.config.ts
COPY --from=build --link /app/lib/hosts.js ./lib/hosts.js
COPY --from=build --link /app/src/env.js ./src/env.js
COPY --from=build --link /app/lib/more.js ./lib/more.js

# `next start` compiles next.config.ts with it; `output: 'standalone'` there would do without.
COPY --from=build --link /app/node_modules/typescript ./node_modules/typescript
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
ENV NODE_OPTIONS=--inspect=0.0.0.0:9229
CMD ["node_modules/.bin/next", "start"]

FROM app AS runtime
CMD ["node_modules/.bin/next", "start"]
