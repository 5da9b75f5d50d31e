# syntax=docker/dockerfile:1

FROM golang:1.26-trixie AS dev
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
WORKDIR /src
ENV HOME=/tmp \
    CGO_ENABLED=0
USER 1000:1000

# GOPRIVATE names modules; it holds no secret.
# hadolint ignore=DL3064
ENV GOPRIVATE=git.example.com/team/*,github.com/acme \
    GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=accept-new"
RUN git config --global url.ssh://git@git.example.com/.insteadOf https://git.example.com/ && \
    git config --global url.ssh://git@github.com/.insteadOf https://github.com/
COPY go.mod go.sum ./
RUN --mount=type=ssh,required,uid=1000 go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents **/*.go ./
EXPOSE 8080
CMD ["go", "run", "./cmd/api"]

FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build
WORKDIR /src

# GOPRIVATE names modules; it holds no secret.
# hadolint ignore=DL3064
ENV GOPRIVATE=git.example.com/team/*,github.com/acme \
    GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=accept-new"
RUN git config --global url.ssh://git@git.example.com/.insteadOf https://git.example.com/ && \
    git config --global url.ssh://git@github.com/.insteadOf https://github.com/
COPY go.mod go.sum ./
RUN --mount=type=ssh,required go mod download

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents --exclude=**/*_test.go **/*.go ./
ARG TARGETOS
ARG TARGETARCH
RUN CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/api ./cmd/api

FROM gcr.io/distroless/static-debian13:debug-nonroot AS debug
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/api"]

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/api"]
