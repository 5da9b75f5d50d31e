# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY --from=oven/bun:1-slim /usr/local/bin/bun /usr/local/bin/bun
COPY package.json bun.lock ./
RUN --mount=type=cache,target=/root/.bun/install/cache bun install --frozen-lockfile

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 src ./src
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["bun", "run", "src/server.ts"]

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=oven/bun:1-slim --link /usr/local/bin/bun /usr/local/bin/bun
COPY --from=deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["bun", "--inspect=0.0.0.0:9229", "run", "src/server.ts"]

FROM app AS runtime
CMD ["bun", "run", "src/server.ts"]
