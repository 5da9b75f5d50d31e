# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800 \
    PDM_CHECK_UPDATE=false \
    PDM_NON_INTERACTIVE=1
RUN --mount=type=cache,target=/root/.cache/pip python -m venv /opt/pdm && \
    /opt/pdm/bin/pip install 'pdm[locked]==2.28.0'
RUN --mount=type=cache,target=/root/.cache/pdm \
    --mount=type=bind,source=pdm.lock,target=pdm.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    python -m venv --without-pip .venv && \
    /opt/pdm/bin/pdm install --check --prod --group fast --no-editable --no-self && \
    python -m compileall -q .venv/lib

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pdm \
    --mount=type=bind,source=pdm.lock,target=pdm.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    /opt/pdm/bin/pdm install --check --group fast --no-editable --no-self && \
    python -m compileall -q .venv/lib
COPY --chown=10001:10001 api ./api
COPY --chown=10001:10001 pyproject.toml ./
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "api.main:app", "--reload"]

FROM python:3.13-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=deps --link /app/.venv /app/.venv
COPY --link api ./api
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "api.main:app"]

FROM app AS runtime
USER 10001:10001
CMD ["granian", "--interface", "asgi", "--host", "0.0.0.0", "--port", "8000", "api.main:app"]
