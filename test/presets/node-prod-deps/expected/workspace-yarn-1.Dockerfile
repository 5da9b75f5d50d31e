# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json yarn.lock ./
COPY apps/api/package.json ./apps/api/package.json
RUN --mount=type=cache,target=/usr/local/share/.cache/yarn,sharing=locked yarn install --frozen-lockfile

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN find . -exec chown 1000:1000 {} + \( -name node_modules -o -name .yarn \) -prune
COPY --chown=1000:1000 tsconfig.base.json ./
COPY --chown=1000:1000 --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
WORKDIR /app/apps/api
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["yarn", "run", "dev"]

FROM deps AS prod-deps
RUN --mount=type=cache,target=/usr/local/share/.cache/yarn,sharing=locked \
    yarn install --frozen-lockfile --production --ignore-scripts --prefer-offline

FROM deps AS build
COPY tsconfig.base.json ./
COPY --parents apps/api/tsconfig.json apps/api/public apps/api/src ./
RUN yarn workspace @shop/api run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY --from=prod-deps --link --parents /app/./apps/api/node_modules* ./
COPY --parents apps/api/package.json apps/api/public ./
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
