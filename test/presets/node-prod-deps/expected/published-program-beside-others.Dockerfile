# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 tsconfig.json ./
COPY --chown=1000:1000 --parents bin lib src ./
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["node", "--watch", "bin/server.js"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts

FROM deps AS build
COPY tsconfig.json ./
COPY --parents bin lib src ./
RUN npm run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --parents bin lib src ./
COPY --from=build --link /app/dist ./dist
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "bin/server.js"]

FROM app AS runtime
CMD ["node", "bin/server.js"]
