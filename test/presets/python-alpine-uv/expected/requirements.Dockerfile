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
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    uv venv .venv && \
    uv pip install -r requirements.txt

FROM deps AS dev
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=requirements-dev.txt,target=requirements-dev.txt \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    uv pip install -r requirements-dev.txt
COPY --chown=10001:10001 app ./app
COPY --chown=10001:10001 tests ./tests
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

FROM python:3.13-alpine3.23 AS app
WORKDIR /app
RUN addgroup -g 10001 app && \
    adduser -u 10001 -G app -D -H -h /nonexistent -s /sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=deps --link /app/.venv /app/.venv
COPY --link app ./app
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv \
    --mount=type=cache,target=/root/.cache/uv \
    uv pip install --python /app/.venv debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM app AS runtime
USER 10001:10001
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
