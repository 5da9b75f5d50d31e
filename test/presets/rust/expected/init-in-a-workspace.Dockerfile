# syntax=docker/dockerfile:1

FROM rust:1.95-slim-trixie AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends tini && \
    rm -rf /var/lib/apt/lists/*
WORKDIR /src
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
ENV HOME=/tmp \
    CARGO_TARGET_DIR=/tmp/target
COPY --parents Cargo.toml Cargo.lock crates/api/Cargo.toml crates/core2/Cargo.toml tools/xtask/Cargo.toml ./

# Cargo wants to see the targets of all crates before it compiles one.
RUN <<EOF
set -e
echo 'fn main() {}' > /tmp/empty.rs
install -D /tmp/empty.rs crates/api/src/main.rs
install -D /tmp/empty.rs crates/core2/src/lib.rs
install -D /tmp/empty.rs tools/xtask/src/main.rs
EOF

USER 1000:1000
RUN cargo fetch --locked
COPY --parents \
    --exclude=crates/api/Dockerfile \
    --exclude=crates/api/Dockerfile.dockerignore \
    --exclude=crates/api/.dockerignore \
    --exclude=crates/api/dockerfile.ts \
    crates/api crates/core2 ./
EXPOSE 8080
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["cargo", "run", "--locked", "--package", "api", "--bin", "api"]

# The first process of images that cannot install packages; unpacked only, so that nothing is emulated.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS init
ARG TARGETARCH
RUN case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac && \
    dpkg --add-architecture "$arch" && \
    apt-get update && \
    apt-get download "tini:$arch" && \
    dpkg --extract tini_*.deb /init && \
    rm -rf tini_*.deb /var/lib/apt/lists/*

FROM rust:1.95-slim-trixie AS build
WORKDIR /src
ENV CARGO_PROFILE_RELEASE_STRIP=symbols
COPY --parents Cargo.toml Cargo.lock crates/api/Cargo.toml crates/core2/Cargo.toml tools/xtask/Cargo.toml ./

# Cargo wants to see the targets of all crates before it compiles one.
RUN <<EOF
set -e
echo 'fn main() {}' > /tmp/empty.rs
install -D /tmp/empty.rs tools/xtask/src/main.rs
EOF

COPY --parents \
    --exclude=crates/api/Dockerfile \
    --exclude=crates/api/Dockerfile.dockerignore \
    --exclude=crates/api/.dockerignore \
    --exclude=crates/api/dockerfile.ts \
    crates/api crates/core2 ./
ARG TARGETARCH

# Cargo compares file times, and another build's output may be newer than these sources.
RUN --mount=type=cache,target=/usr/local/cargo/registry,sharing=private \
    --mount=type=cache,id=api-target-$TARGETARCH,target=/src/target,sharing=locked \
    find . -path ./target -prune -o -type f -exec touch {} + && \
    cargo build --release --locked --package api --bin api && \
    install -D target/release/api /out/api

FROM gcr.io/distroless/cc-debian13:debug-nonroot AS debug
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
WORKDIR /app
COPY --link --parents crates/api/./templates ./
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]

FROM gcr.io/distroless/cc-debian13:nonroot AS runtime
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
WORKDIR /app
COPY --link --parents crates/api/./templates ./
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]
