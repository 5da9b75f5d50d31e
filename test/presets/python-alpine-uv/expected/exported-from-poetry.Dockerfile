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
    --mount=type=secret,id=pypi,env=UV_DEFAULT_INDEX,required \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    uv venv .venv && \
    uv pip install -r requirements.txt

FROM deps AS dev
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
COPY --chown=10001:10001 src ./src
COPY --chown=10001:10001 README.md pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=pypi,env=UV_DEFAULT_INDEX,required \
    uv pip install -e .
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["shop"]

FROM deps AS build
COPY src ./src
COPY README.md pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=pypi,env=UV_DEFAULT_INDEX,required \
    uv pip install --no-deps .

FROM python:3.13-alpine3.23 AS app
WORKDIR /app
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    --mount=type=secret,id=pypi,env=UV_DEFAULT_INDEX,required \
    uv pip install --python /app/.venv debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["shop"]

FROM app AS runtime
USER 10001:10001
CMD ["shop"]
