# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app

# For psycopg2: compiles against libpq.
# For a dependency that comes from git.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends gcc git libc6-dev libpq-dev && \
    rm -rf /var/lib/apt/lists/*
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN --mount=type=bind,source=requirements.txt,target=requirements.txt python -m venv --without-pip .venv && \
    pip --python .venv/bin/python install --no-cache-dir -r requirements.txt

FROM deps AS dev

# For psycopg2: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 tini && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
COPY --chown=10001:10001 shop ./shop
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_RUNTIME_DIR=/tmp
EXPOSE 8000
USER 10001:10001
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["flask", "--app", "shop:create_app()", "run", "--debug", "--host", "0.0.0.0", "--port", "8000"]

FROM python:3.13-slim-trixie AS app
WORKDIR /app

# For psycopg2: compiles against libpq.
# Versions are not pinned: Debian's mirrors drop old ones, so a pin would break later builds.
# hadolint ignore=DL3008
RUN apt-get update && \
    apt-get install -y --no-install-recommends libpq5 tini && \
    rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    XDG_RUNTIME_DIR=/tmp
COPY --from=deps --link /app/.venv /app/.venv
COPY --link shop ./shop
EXPOSE 8000
ENTRYPOINT ["/usr/bin/tini", "--"]

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN pip --python /app/.venv/bin/python install --no-cache-dir debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["gunicorn", "shop:create_app()", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]

FROM app AS runtime
USER 10001:10001
CMD ["gunicorn", "shop:create_app()", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
