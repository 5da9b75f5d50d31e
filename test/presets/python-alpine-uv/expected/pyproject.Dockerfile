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
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv venv .venv && \
    uv pip install -r pyproject.toml --extra fast --group=metrics

FROM deps AS dev
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv pip install --group=dev
COPY --chown=10001:10001 svc ./svc
COPY --chown=10001:10001 pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv uv pip install -e './[fast]'
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000", "--reload"]

FROM deps AS build
COPY svc ./svc
COPY pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv uv pip install './[fast]'

FROM python:3.13-alpine3.23 AS app
WORKDIR /app
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv
COPY --link svc ./svc
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    uv pip install --python /app/.venv debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000"]

FROM app AS runtime
USER 10001:10001
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000"]
