# syntax=docker/dockerfile:1

FROM python:3.13-alpine3.23 AS deps
WORKDIR /app
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    SOURCE_DATE_EPOCH=315532800 \
    PYTHONDONTWRITEBYTECODE=1
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-default-groups --no-install-project --no-editable

FROM deps AS dev

# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache tini
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked --no-install-project
COPY --chown=10001:10001 alembic ./alembic
COPY --chown=10001:10001 src ./src
COPY --chown=10001:10001 README.md alembic.ini pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --locked
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

FROM deps AS build
COPY src ./src
COPY README.md pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --locked --no-default-groups --no-editable

FROM python:3.13-alpine3.23 AS app
WORKDIR /app

# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache tini
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv
COPY --link alembic ./alembic
COPY --link alembic.ini ./
EXPOSE 8000
ENTRYPOINT ["/sbin/tini", "--"]

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    uv pip install --python /app/.venv debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM app AS runtime
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]
