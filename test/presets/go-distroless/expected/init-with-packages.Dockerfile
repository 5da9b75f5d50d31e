# syntax=docker/dockerfile:1

FROM golang:1.26-trixie AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends git tini && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
WORKDIR /src
ENV HOME=/tmp \
    CGO_ENABLED=0
USER 1000:1000
COPY go.mod go.sum ./
RUN go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents **/*.go ./
EXPOSE 8080
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["go", "run", "./cmd/api"]

FROM debian:trixie-slim AS base

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends ca-certificates git tini tzdata && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app

FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents --exclude=**/*_test.go **/*.go ./
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/api ./cmd/api

FROM base AS debug
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]

FROM base AS runtime
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]
