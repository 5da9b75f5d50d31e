# syntax=docker/dockerfile:1

FROM python:3.14-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    python -m venv --without-pip .venv && \
    pip --python .venv/bin/python install -r requirements.txt

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=requirements-dev.txt,target=requirements-dev.txt \
    --mount=type=bind,source=requirements.txt,target=requirements.txt \
    pip --python .venv/bin/python install -r requirements-dev.txt
COPY --chown=10001:10001 app ./app
COPY --chown=10001:10001 tests ./tests
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000", "--reload"]

FROM deps AS debug-environment
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg

FROM registry.example.com/distroless/python:3.14 AS debug
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
COPY --from=debug-environment --link /app/.venv /app/.venv
COPY --link app ./app
EXPOSE 8000

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT []
USER 65532:65532
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]

FROM deps AS environment

# The final image has Debian's Python; scripts of the environment start what this link points to.
RUN ln -sf /usr/bin/python3 /app/.venv/bin/python && \
    sed -i 's|^home = .*|home = /usr/bin|' /app/.venv/pyvenv.cfg

FROM registry.example.com/distroless/python:3.14 AS runtime
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=environment --link /app/.venv /app/.venv
COPY --link app ./app
EXPOSE 8000

# The image would start Python; the environment has its programs, and Python, too.
ENTRYPOINT []
USER 65532:65532
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
