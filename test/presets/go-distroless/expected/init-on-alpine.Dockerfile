# syntax=docker/dockerfile:1

FROM golang:1.26-alpine3.23 AS dev

# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache tini
RUN addgroup -g 1000 dev && \
    adduser -u 1000 -G dev -D -H -h /nonexistent -s /sbin/nologin dev
WORKDIR /src
ENV HOME=/tmp \
    CGO_ENABLED=0
USER 1000:1000
COPY go.mod go.sum ./
RUN go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents **/*.go ./
EXPOSE 8080
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["go", "run", "./cmd/api"]

FROM alpine:3.23 AS base

# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache tini
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app

FROM --platform=$BUILDPLATFORM golang:1.26-alpine3.23 AS build
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
ENTRYPOINT ["/sbin/tini", "--", "/usr/local/bin/api"]

FROM base AS runtime
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 10001:10001
ENTRYPOINT ["/sbin/tini", "--", "/usr/local/bin/api"]
