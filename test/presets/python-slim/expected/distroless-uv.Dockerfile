# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    SOURCE_DATE_EPOCH=315532800 \
    PYTHONDONTWRITEBYTECODE=1
RUN --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --no-cache --locked --no-default-groups --no-install-project --no-editable

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=bind,source=uv.lock,target=uv.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    uv sync --no-cache --locked --no-install-project
COPY --chown=10001:10001 alembic ./alembic
COPY --chown=10001:10001 src ./src
COPY --chown=10001:10001 README.md alembic.ini pyproject.toml ./
RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --no-cache --locked

# Apart from the install, so that this layer does not hold the environment.
# hadolint ignore=DL3059
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_LEVEL=info
RUN install -d -o 10001 -g 10001 /var/lib/notes data
EXPOSE 8000
HEALTHCHECK CMD ["python", "-m", "notes.health"]
USER 10001:10001
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

FROM deps AS build
COPY src ./src
COPY README.md pyproject.toml ./
RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --no-cache --locked --no-default-groups --no-editable

FROM build AS debug-environment
RUN pip --python /app/.venv/bin/python install --no-cache-dir debugpy==1.8.22

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg
RUN mkdir /empty

FROM gcr.io/distroless/python3-debian13:debug-nonroot AS debug
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_LEVEL=info \
    PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
COPY --from=debug-environment --link /app/.venv /app/.venv
COPY --link alembic ./alembic
COPY --link alembic.ini ./
COPY --from=debug-environment --chown=65532:65532 /empty /var/lib/notes/
COPY --from=debug-environment --chown=65532:65532 /empty data/
EXPOSE 8000
HEALTHCHECK CMD ["python", "-m", "notes.health"]

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT []
USER 65532:65532
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM build AS environment

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg
RUN mkdir /empty

FROM gcr.io/distroless/python3-debian13:nonroot AS runtime
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LOG_LEVEL=info
COPY --from=environment --link /app/.venv /app/.venv
COPY --link alembic ./alembic
COPY --link alembic.ini ./
COPY --from=environment --chown=65532:65532 /empty /var/lib/notes/
COPY --from=environment --chown=65532:65532 /empty data/
EXPOSE 8000
HEALTHCHECK CMD ["python", "-m", "notes.health"]

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT []
USER 65532:65532
CMD ["uvicorn", "notes.main:app", "--host", "0.0.0.0", "--port", "8000"]

# Set by --build-arg; at the end, since a change repeats all RUNs behind it.
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.version=$VERSION \
    org.opencontainers.image.revision=$REVISION
