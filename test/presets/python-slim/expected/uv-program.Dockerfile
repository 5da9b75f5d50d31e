# syntax=docker/dockerfile:1

FROM python:3.12-slim-trixie AS deps
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
    uv sync --locked --no-default-groups

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --locked
COPY --chown=10001:10001 lib ./lib
COPY --chown=10001:10001 main.py pyproject.toml ./
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["python", "main.py"]

FROM python:3.12-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=deps --link /app/.venv /app/.venv
COPY --link lib ./lib
COPY --link main.py ./

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["python", "main.py"]

FROM app AS runtime
USER 10001:10001
CMD ["python", "main.py"]
