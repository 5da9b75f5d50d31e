# syntax=docker/dockerfile:1

FROM node:24-trixie-slim AS deps
WORKDIR /app
ENV npm_config_update_notifier=false
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends tini && \
    rm -rf /var/lib/apt/lists/*

# Tools write beside the sources and into node_modules; only the folders change hands.
RUN chown 1000:1000 /app /app/node_modules
COPY --chown=1000:1000 tsconfig.json ./
COPY --chown=1000:1000 src ./src
ENV NODE_ENV=development
EXPOSE 8080
USER 1000:1000
ENTRYPOINT ["/usr/bin/tini", "--", "docker-entrypoint.sh"]
CMD ["npm", "run", "dev"]

# The first process of images that cannot install packages; unpacked only, so that nothing is emulated.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS init
ARG TARGETARCH
RUN case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac && \
    dpkg --add-architecture "$arch" && \
    apt-get update && \
    apt-get download "tini:$arch" && \
    dpkg --extract tini_*.deb /init && \
    rm -rf tini_*.deb /var/lib/apt/lists/*

FROM deps AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm prune --omit=dev --ignore-scripts

FROM deps AS build
COPY tsconfig.json ./
COPY src ./src
RUN npm run build

FROM gcr.io/distroless/nodejs24-debian13:debug-nonroot AS debug
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --from=build --link /app/dist ./dist
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/nodejs/bin/node"]

# Whoever reaches the inspector's port can run code: publish it on localhost only.
EXPOSE 9229
CMD ["--inspect=0.0.0.0:9229", "dist/server.js"]

FROM gcr.io/distroless/nodejs24-debian13:nonroot AS runtime
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
ENV NODE_ENV=production
WORKDIR /app
COPY --from=prod-deps --link /app/node_modules ./node_modules
COPY package.json ./
COPY --from=build --link /app/dist ./dist
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/nodejs/bin/node"]
CMD ["dist/server.js"]
