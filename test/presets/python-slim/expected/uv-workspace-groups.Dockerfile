# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app

# For psycopg2: compiles against libpq.
# For a dependency that comes from git.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc git libc6-dev libpq-dev && \
    rm -rf /var/lib/apt/lists/*
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    SOURCE_DATE_EPOCH=315532800 \
    PYTHONDONTWRITEBYTECODE=1
COPY third-party/patched-1.0-py3-none-any.whl ./third-party/patched-1.0-py3-none-any.whl
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --frozen --no-default-groups --no-install-workspace --no-install-package vendored --no-editable --package api --extra metrics

FROM deps AS dev

# For psycopg2: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --frozen --no-default-groups --group test --no-install-workspace --no-install-package vendored --package api --extra metrics
COPY --chown=10001:10001 --parents \
    libs/checks/checks.py \
    libs/checks/pyproject.toml \
    libs/core/pyproject.toml \
    libs/core/source \
    libs/metrics \
    third-party/vendored \
    ./
COPY --chown=10001:10001 apps/api/src ./apps/api/src
COPY --chown=10001:10001 apps/api/tests ./apps/api/tests
COPY --chown=10001:10001 apps/api/pyproject.toml ./apps/api/
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --frozen --no-default-groups --group test --package api --extra metrics
RUN chown 10001:10001 /app/apps/api
WORKDIR /app/apps/api
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["api"]

FROM deps AS build
COPY --parents libs/core/pyproject.toml libs/core/source libs/metrics third-party/vendored ./
COPY apps/api/src ./apps/api/src
COPY apps/api/pyproject.toml ./apps/api/
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --frozen --no-default-groups --no-editable --package api --extra metrics

FROM python:3.13-slim-trixie AS app
WORKDIR /app

# For psycopg2: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv
WORKDIR /app/apps/api

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["api"]

FROM app AS runtime
USER 10001:10001
CMD ["api"]
