# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json prisma.config.ts env.ts ./
COPY prisma/schema.prisma ./prisma/schema.prisma
RUN --mount=type=cache,target=/root/.npm POSTGRES_URL=postgresql://localhost/none npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 tsconfig.json ./
COPY --chown=1000:1000 --parents prisma src ./
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["npm", "run", "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts

FROM deps AS build
COPY tsconfig.json ./
COPY --parents prisma src ./

# Prisma's configuration insists on a database; nothing connects to one here.
ENV POSTGRES_URL=postgresql://localhost/none
RUN npm run build

FROM node:24-trixie-slim AS app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends openssl && \
    rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --from=build --link /app/dist ./dist
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "dist/server.js"]

FROM app AS runtime
CMD ["node", "dist/server.js"]
