# syntax=docker/dockerfile:1

FROM python:3.13-alpine3.23 AS deps
WORKDIR /app

# For psycopg2: compiles against libpq.
# For a dependency that comes from git.
# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache gcc git libpq-dev musl-dev
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    SOURCE_DATE_EPOCH=315532800 \
    PYTHONDONTWRITEBYTECODE=1
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    uv venv .venv && \
    uv pip install -r requirements.txt

FROM deps AS dev

# For psycopg2: compiles against libpq.
# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache libpq
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
COPY --chown=10001:10001 shop ./shop
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_RUNTIME_DIR=/tmp
EXPOSE 8000
USER 10001:10001
CMD ["flask", "--app", "shop:create_app()", "run", "--debug", "--host", "0.0.0.0", "--port", "8000"]

FROM python:3.13-alpine3.23 AS app
WORKDIR /app

# For psycopg2: compiles against libpq.
# Versions are not pinned: Alpine's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3018
RUN apk add --no-cache libpq
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_RUNTIME_DIR=/tmp
COPY --from=deps --link /app/.venv /app/.venv
COPY --link shop ./shop
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    uv pip install --python /app/.venv debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["gunicorn", "shop:create_app()", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]

FROM app AS runtime
USER 10001:10001
CMD ["gunicorn", "shop:create_app()", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
