# syntax=docker/dockerfile:1

FROM rust:1.95-alpine3.23 AS dev

# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache tini
WORKDIR /src
RUN addgroup -g 1000 dev && \
    adduser -u 1000 -G dev -D -H -h /nonexistent -s /sbin/nologin dev
ENV HOME=/tmp \
    CARGO_TARGET_DIR=/tmp/target
USER 1000:1000
COPY . .
RUN cargo fetch --locked
EXPOSE 8080
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["cargo", "run", "--locked", "--bin", "shop"]

# The first process of images that cannot install packages; unpacked only, so that nothing is emulated.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS init
ARG TARGETARCH
RUN case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac && \
    dpkg --add-architecture "$arch" && \
    apt-get update && \
    apt-get download "tini:$arch" && \
    dpkg --extract tini_*.deb /init && \
    rm -rf tini_*.deb /var/lib/apt/lists/*

FROM rust:1.95-alpine3.23 AS build
WORKDIR /src
ENV CARGO_PROFILE_RELEASE_STRIP=symbols
COPY . .
ARG TARGETARCH

# Cargo compares file times, and another build's output may be newer than these sources.
RUN --mount=type=cache,target=/usr/local/cargo/registry,sharing=private \
    --mount=type=cache,id=shop-target-$TARGETARCH,target=/src/target,sharing=locked \
    find . -path ./target -prune -o -type f -exec touch {} + && \
    cargo build --release --locked --bin shop && \
    install -D target/release/shop /out/shop

FROM gcr.io/distroless/static-debian13:debug-nonroot AS debug
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/shop"]

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/shop"]
