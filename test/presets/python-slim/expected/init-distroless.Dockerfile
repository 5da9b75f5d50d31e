# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    python -m venv --without-pip .venv && \
    pip --python .venv/bin/python install -r requirements.txt

FROM deps AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends tini && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements-dev.txt,target=requirements-dev.txt \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    pip --python .venv/bin/python install -r requirements-dev.txt
COPY --chown=10001:10001 app ./app
COPY --chown=10001:10001 tests ./tests
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

# The first process of images that cannot install packages; unpacked only, so that nothing is emulated.
FROM --platform=$BUILDPLATFORM debian:trixie-slim AS init
ARG TARGETARCH
RUN case "$TARGETARCH" in 386) arch=i386 ;; arm) arch=armhf ;; ppc64le) arch=ppc64el ;; *) arch=$TARGETARCH ;; esac && \
    dpkg --add-architecture "$arch" && \
    apt-get update && \
    apt-get download "tini:$arch" && \
    dpkg --extract tini_*.deb /init && \
    rm -rf tini_*.deb /var/lib/apt/lists/*

FROM deps AS debug-environment
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg

FROM gcr.io/distroless/python3-debian13:debug-nonroot AS debug
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
COPY --from=debug-environment --link /app/.venv /app/.venv
COPY --link app ./app
EXPOSE 8000

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT ["/usr/bin/tini", "--"]
USER 65532:65532
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM deps AS environment

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg

FROM gcr.io/distroless/python3-debian13:nonroot AS runtime
COPY --from=init --link /init/usr/bin/tini-static /usr/bin/tini
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=environment --link /app/.venv /app/.venv
COPY --link app ./app
EXPOSE 8000

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT ["/usr/bin/tini", "--"]
USER 65532:65532
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
