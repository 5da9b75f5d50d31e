# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 next.config.ts tsconfig.json ./
COPY --chown=1000:1000 --parents app public ./
ENV NODE_ENV=development
EXPOSE 3000
USER 1000:1000
CMD ["npm", "run", "dev"]

FROM deps AS build
COPY next.config.ts tsconfig.json ./
COPY --parents app public ./
ENV NEXT_TELEMETRY_DISABLED=1 \
    NEXT_PUBLIC_URL=https://shop.example
RUN --mount=type=cache,id=shop-next,target=/app/.next/cache npm run build

FROM node:24-trixie-slim AS app
ENV NODE_ENV=production \
    HOSTNAME=0.0.0.0
WORKDIR /app
COPY --from=build --chown=1000:1000 --link /app/.next/standalone ./
COPY --from=build --chown=1000:1000 --link /app/.next/static ./.next/static
COPY --from=build --link /app/public ./public
EXPOSE 3000
USER 1000:1000

FROM app AS debug

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]

FROM app AS runtime
CMD ["node", "server.js"]
