# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app

# For psycopg-c: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc libc6-dev libpq-dev && \
    rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    python -m venv --without-pip .venv && \
    python -c 'import tomllib; project = tomllib.load(open("pyproject.toml", "rb"))["project"]; print(*project.get("dependencies", []), *project["optional-dependencies"]["Fast"], sep="\n")' > /tmp/requirements.txt && \
    pip --python .venv/bin/python install -r /tmp/requirements.txt

FROM deps AS dev

# For psycopg-c: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    pip --python .venv/bin/python install --group=dev
COPY --chown=10001:10001 svc ./svc
COPY --chown=10001:10001 pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip pip --python .venv/bin/python install -e './[Fast]'
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "svc.asgi:app"]

FROM deps AS build
COPY svc ./svc
COPY pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip pip --python .venv/bin/python install './[Fast]'

FROM python:3.13-slim-trixie AS app
WORKDIR /app

# For psycopg-c: compiles against libpq.
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
COPY --link svc ./svc
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "svc.asgi:app"]

FROM app AS runtime
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "svc.asgi:app"]
