# syntax=docker/dockerfile:1

FROM rust:1.95-slim-trixie AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends git tini && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /src
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
ENV HOME=/tmp \
    CARGO_TARGET_DIR=/tmp/target
USER 1000:1000
COPY . .
RUN cargo fetch --locked
EXPOSE 8080
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["cargo", "run", "--locked", "--bin", "shop"]

FROM debian:trixie-slim AS base

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends ca-certificates git tini tzdata && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

FROM rust:1.95-slim-trixie AS build
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

FROM base AS debug
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/shop"]

FROM base AS runtime
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/shop"]
