# syntax=docker/dockerfile:1

FROM golang:1.26-trixie AS dev
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
WORKDIR /src
ENV HOME=/tmp \
    CGO_ENABLED=0
USER 1000:1000
COPY --parents go.work go.work.sum go.mod libs/log/go.mod services/api/go.mod ./
RUN go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents libs/log/**/*.go services/api/**/*.go services/api/templates ./
WORKDIR /src/services/api
EXPOSE 8080
CMD ["go", "run", "./cmd/serve"]

FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build
WORKDIR /src
COPY --parents go.work go.work.sum go.mod libs/log/go.mod services/api/go.mod ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents --exclude=**/*_test.go libs/log/**/*.go services/api/**/*.go ./
WORKDIR /src/services/api
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/serve ./cmd/serve

FROM gcr.io/distroless/static-debian13:debug-nonroot AS debug
WORKDIR /app
COPY --link --parents services/api/./templates ./
COPY --from=build --link /out/serve /usr/local/bin/serve
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/serve"]

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
WORKDIR /app
COPY --link --parents services/api/./templates ./
COPY --from=build --link /out/serve /usr/local/bin/serve
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/serve"]
