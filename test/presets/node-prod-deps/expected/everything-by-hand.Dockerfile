# syntax=docker/dockerfile:1

FROM node:22.11.0-slim AS deps

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libvips-dev && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 server.js ./
COPY --chown=1000:1000 --parents config src ./
ENV NODE_ENV=development
LABEL org.opencontainers.image.title=Shop
ENV LOG_LEVEL=info
EXPOSE 4000
STOPSIGNAL SIGINT
USER 1000:1000
CMD ["sh", "-c", "npm run bundle && exec \"$@\"", "sh", "node", "--watch", "out/a.cjs"]

FROM deps AS build
COPY server.js ./
COPY --parents config src ./
RUN npm run bundle

FROM node:22.11.0-slim AS app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libvips42t64 && \
    rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --from=build --link /app/out/a.cjs ./out/a.cjs
COPY config ./config
LABEL org.opencontainers.image.title=Shop
ENV LOG_LEVEL=info
EXPOSE 4000
STOPSIGNAL SIGINT
HEALTHCHECK CMD ["node", "health.js"]
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "out/a.cjs"]

FROM app AS runtime
CMD ["node", "out/a.cjs"]
