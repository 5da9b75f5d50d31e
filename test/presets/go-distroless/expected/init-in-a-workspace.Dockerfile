# syntax=docker/dockerfile:1

FROM golang:1.26-trixie AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends tini && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
WORKDIR /src/services/api
ENV HOME=/tmp \
    CGO_ENABLED=0
USER 1000:1000
COPY --parents services/api/go.mod /src/

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents services/api/**/*.go /src/
EXPOSE 8080
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["go", "run", "."]

# The first process of images that cannot install packages; unpacked only, so that nothing is emulated.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS init
ARG TARGETARCH
RUN case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac && \
    dpkg --add-architecture "$arch" && \
    apt-get update && \
    apt-get download "tini:$arch" && \
    dpkg --extract tini_*.deb /init && \
    rm -rf tini_*.deb /var/lib/apt/lists/*

FROM --platform=$BUILDPLATFORM golang:1.26-trixie AS build
WORKDIR /src/services/api
COPY --parents services/api/go.mod /src/

# What the compiler reads: an edit of anything else keeps the layers below.
COPY --parents --exclude=**/*_test.go services/api/**/*.go /src/
ARG TARGETOS
ARG TARGETARCH
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH \
    go build -trimpath -ldflags="-s -w" -o /out/api .

FROM gcr.io/distroless/static-debian13:debug-nonroot AS debug
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]

FROM gcr.io/distroless/static-debian13:nonroot AS runtime
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
COPY --from=build --link /out/api /usr/local/bin/api
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/bin/tini", "--", "/usr/local/bin/api"]
