# syntax=docker/dockerfile:1

FROM registry.example.com/node:24 AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 server.js ./
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
CMD ["node", "--max-old-space-size=256", "server.js"]

FROM gcr.io/distroless/nodejs24-debian13:debug-nonroot AS debug
ENV NODE_ENV=production
WORKDIR /app
COPY --from=deps --link /app/node_modules ./node_modules
COPY package.json server.js ./
EXPOSE 8080
USER 65532:65532

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
ENV NODE_OPTIONS=--inspect=0.0.0.0:9229
CMD ["--max-old-space-size=256", "server.js"]

FROM gcr.io/distroless/nodejs24-debian13:nonroot AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY --from=deps --link /app/node_modules ./node_modules
COPY package.json server.js ./
EXPOSE 8080
USER 65532:65532
CMD ["--max-old-space-size=256", "server.js"]
