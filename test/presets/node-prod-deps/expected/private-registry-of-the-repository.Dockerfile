# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=bind,source=.npmrc,target=.npmrc \
    --mount=type=secret,id=OTHER_TOKEN,env=OTHER_TOKEN,required \
    --mount=type=secret,id=ACME_TOKEN,env=ACME_TOKEN \
    npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 server.js ./
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["node", "--watch", "server.js"]

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY --from=deps --link /app/node_modules ./node_modules
COPY package.json server.js ./
EXPOSE 8080
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]

FROM app AS runtime
CMD ["node", "server.js"]
