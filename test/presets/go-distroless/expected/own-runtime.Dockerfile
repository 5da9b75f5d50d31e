# syntax=docker/dockerfile:1

FROM golang:1.26-trixie AS dev
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
LABEL org.opencontainers.image.title=Shop
ENV LOG_LEVEL=info
EXPOSE 3000
STOPSIGNAL SIGINT
CMD ["go", "run", "./cmd/api"]

FROM alpine:3.23 AS base
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app

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
LABEL org.opencontainers.image.title=Shop
ENV LOG_LEVEL=info
EXPOSE 3000
STOPSIGNAL SIGINT
HEALTHCHECK CMD ["/usr/local/bin/api", "health"]
USER 10001:10001
ENTRYPOINT ["/usr/local/bin/api"]

FROM base AS runtime
COPY --from=build --link /out/api /usr/local/bin/api
LABEL org.opencontainers.image.title=Shop
ENV LOG_LEVEL=info
EXPOSE 3000
STOPSIGNAL SIGINT
HEALTHCHECK CMD ["/usr/local/bin/api", "health"]
USER 10001:10001
ENTRYPOINT ["/usr/local/bin/api"]
