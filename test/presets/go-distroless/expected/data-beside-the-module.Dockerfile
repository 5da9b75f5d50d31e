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
COPY --parents **/*.go items.json ./
EXPOSE 8080
CMD ["go", "run", "./cmd/api"]

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

FROM gcr.io/distroless/static-debian13:debug-nonroot AS debug
WORKDIR /app
COPY --link --parents items.json ./
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/api"]

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
WORKDIR /app
COPY --link --parents items.json ./
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/api"]
