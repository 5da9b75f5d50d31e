# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
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
    uv sync --frozen --no-default-groups --no-install-project --no-editable

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --frozen --no-install-project
COPY --chown=10001:10001 alembic ./alembic
COPY --chown=10001:10001 assets ./assets
COPY --chown=10001:10001 src ./src
COPY --chown=10001:10001 README.md alembic.ini hatch_build.py pyproject.toml ./

# Its version comes from git, which is not in the build context: --build-arg VERSION=1.2.3 says it.
ARG VERSION=0.0.0
ARG SETUPTOOLS_SCM_PRETEND_VERSION=$VERSION
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --locked --refresh-package notes
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

FROM deps AS build
COPY assets/words.txt ./assets/words.txt
COPY src ./src
COPY README.md hatch_build.py pyproject.toml ./

# Its version comes from git, which is not in the build context: --build-arg VERSION=1.2.3 says it.
ARG VERSION=0.0.0
ARG SETUPTOOLS_SCM_PRETEND_VERSION=$VERSION
RUN --mount=type=cache,target=/root/.cache/uv \
    --mount=type=bind,source=uv.lock,target=uv.lock \
    uv sync --locked --no-default-groups --no-editable --refresh-package notes

FROM python:3.13-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv
COPY --link alembic ./alembic
COPY --link assets ./assets
COPY --link alembic.ini ./
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM app AS runtime
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]

# Set by --build-arg; at the end, since a change repeats all RUNs behind it.
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.version=$VERSION \
    org.opencontainers.image.revision=$REVISION
