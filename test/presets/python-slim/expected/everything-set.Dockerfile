# syntax=docker/dockerfile:1

FROM python:3.12.4-slim AS deps
WORKDIR /app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc libc6-dev && \
    rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    python -m venv --without-pip .venv && \
    pip --python .venv/bin/python install -r requirements.txt

FROM deps AS dev

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements-dev.txt,target=requirements-dev.txt \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    pip --python .venv/bin/python install -r requirements-dev.txt
COPY --chown=10001:10001 . .
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_LEVEL=info
LABEL org.opencontainers.image.title=shelf
EXPOSE 9000
STOPSIGNAL SIGQUIT
HEALTHCHECK CMD ["python", "-m", "app.health"]
USER 10001:10001
CMD ["python", "-m", "app"]

FROM python:3.12.4-slim AS app
WORKDIR /app

# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_LEVEL=info
COPY --from=deps --link /app/.venv /app/.venv
COPY --link . .
LABEL org.opencontainers.image.title=shelf
EXPOSE 9000
STOPSIGNAL SIGQUIT
HEALTHCHECK CMD ["python", "-m", "app.health"]

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["hypercorn", "app.main:make()", "--bind", "0.0.0.0:9000"]

FROM app AS runtime
USER 10001:10001
CMD ["hypercorn", "app.main:make()", "--bind", "0.0.0.0:9000"]
