# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
COPY --parents apps/api/package.json packages/db/package.json packages/log/package.json ./
RUN --mount=type=cache,target=/root/.npm npm ci -w apps/api --include-workspace-root

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
COPY --chown=1000:1000 --parents \
    apps/api/next.config.ts \
    apps/api/tsconfig.json \
    apps/api/app \
    apps/api/public \
    apps/api/src \
    ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["sh", "-c", "cd /app && npm run build -w packages/db && cd apps/api && exec \"$@\"", "sh", "npm", "run", "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts -w apps/api --include-workspace-root

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents packages/db/migrations packages/db/src packages/db/tsconfig.json packages/log/index.js ./
COPY --parents apps/api/next.config.ts apps/api/tsconfig.json apps/api/app apps/api/public apps/api/src ./
ENV NEXT_TELEMETRY_DISABLED=1
RUN --mount=type=cache,id=api-next,target=/app/apps/api/.next/cache npm run build -w packages/db -w apps/api

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production \
    HOSTNAME=0.0.0.0 \
    PATH=/app/apps/api/node_modules/.bin:/app/node_modules/.bin:$PATH
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY --from=prod-deps --link --parents \
    /app/./apps/api/node_modules* \
    /app/./packages/db/node_modules* \
    /app/./packages/log/node_modules* \
    ./
COPY --parents \
    apps/api/package.json \
    packages/db/migrations \
    packages/db/package.json \
    packages/log/index.js \
    packages/log/package.json \
    ./
COPY --from=build --link --parents /app/./packages/db/dist ./
COPY --from=build --chown=1000:1000 --link /app/apps/api/.next ./apps/api/.next
COPY --from=build --link /app/apps/api/public ./apps/api/public
COPY --from=build --link /app/apps/api/next.config.ts ./apps/api/next.config.ts

# `next start` compiles next.config.ts with it; `output: 'standalone'` there would do without.
COPY --from=build --link /app/node_modules/typescript ./node_modules/typescript
WORKDIR /app/apps/api
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
ENV NODE_OPTIONS=--inspect=0.0.0.0:9229
CMD ["next", "start"]

FROM app AS runtime
CMD ["next", "start"]
