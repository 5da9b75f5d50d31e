# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
COPY --parents apps/api/package.json packages/log/package.json ./
RUN --mount=type=cache,target=/root/.npm npm ci -w apps/api

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN find . -exec chown 1000:1000 {} + \( -name node_modules -o -name .yarn \) -prune
COPY --chown=1000:1000 tsconfig.base.json ./
COPY --chown=1000:1000 packages/log/index.js ./packages/log/index.js
COPY --chown=1000:1000 --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
WORKDIR /app/apps/api
RUN install -d -o 1000 -g 1000 data
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["fastify", "start", "server.js"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts -w apps/api

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production \
    PATH=/app/apps/api/node_modules/.bin:/app/node_modules/.bin:$PATH
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY --from=prod-deps --link --parents /app/./apps/api/node_modules* /app/./packages/log/node_modules* ./
COPY --parents apps/api/package.json apps/api/public apps/api/src packages/log/index.js packages/log/package.json ./
WORKDIR /app/apps/api
RUN install -d -o 1000 -g 1000 data
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
ENV NODE_OPTIONS=--inspect=0.0.0.0:9229
CMD ["fastify", "start", "server.js"]

FROM app AS runtime
CMD ["fastify", "start", "server.js"]
