# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
COPY --parents apps/api/package.json packages/db/package.json packages/log/package.json ./
RUN --mount=type=cache,target=/root/.npm npm ci -w apps/api

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN find . -exec chown 1000:1000 {} + \( -name node_modules -o -name .yarn \) -prune
COPY --chown=1000:1000 eslint.config.js tsconfig.base.json ./
COPY --chown=1000:1000 --parents \
    packages/db/migrations \
    packages/db/src \
    packages/db/tsconfig.json \
    packages/log/index.js \
    ./
COPY --chown=1000:1000 --parents \
    apps/api/eslint.config.js \
    apps/api/jest.config.js \
    apps/api/tsconfig.json \
    apps/api/public \
    apps/api/src \
    apps/api/test \
    ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["sh", \
    "-c", \
    "cd /app && npm run build -w packages/db -w apps/api && cd apps/api && exec \"$@\"", \
    "sh", \
    "node", \
    "--watch", \
    "dist/server.js"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts -w apps/api

FROM deps AS build
COPY eslint.config.js tsconfig.base.json ./
COPY --parents packages/db/migrations packages/db/src packages/db/tsconfig.json packages/log/index.js ./
COPY --parents \
    apps/api/eslint.config.js \
    apps/api/jest.config.js \
    apps/api/tsconfig.json \
    apps/api/public \
    apps/api/src \
    apps/api/test \
    ./
RUN npm run build -w packages/db -w apps/api

FROM node:24-trixie-slim AS app
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
