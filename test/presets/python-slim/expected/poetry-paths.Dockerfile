# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800 \
    POETRY_VIRTUALENVS_IN_PROJECT=true \
    POETRY_NO_INTERACTION=1
RUN --mount=type=cache,target=/root/.cache/pip python -m venv /opt/poetry && \
    /opt/poetry/bin/pip install poetry==2.5.1
RUN --mount=type=cache,target=/root/.cache/pypoetry \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    python -m venv --without-pip .venv && \
    /opt/poetry/bin/poetry install --only main --no-root --no-ansi --compile --no-directory

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pypoetry \
    --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    /opt/poetry/bin/poetry install --no-root --no-ansi --compile --no-directory
COPY --chown=10001:10001 --parents \
    libs/checks/checks \
    libs/checks/pyproject.toml \
    libs/core/core \
    libs/core/pyproject.toml \
    libs/tools \
    ./
COPY --chown=10001:10001 api ./api
COPY --chown=10001:10001 pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip \
    pip --python .venv/bin/python install --no-deps -e ./libs/checks -e ./libs/core -e ./libs/tools -e .
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["api"]

FROM deps AS build
COPY --parents libs/core/core libs/core/pyproject.toml libs/tools ./
COPY api ./api
COPY pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip \
    pip --python .venv/bin/python install --no-deps ./libs/core ./libs/tools .

FROM python:3.13-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=build --link /app/.venv /app/.venv

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
