# syntax=docker/dockerfile:1

FROM python:3.10-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800
RUN python -m venv .venv

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    pip --python .venv/bin/python install --group=dev
COPY --chown=10001:10001 svc ./svc
COPY --chown=10001:10001 pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip pip --python .venv/bin/python install -e './[fast]'
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000", "--reload"]

FROM deps AS build
COPY svc ./svc
COPY pyproject.toml ./
RUN --mount=type=cache,target=/root/.cache/pip pip --python .venv/bin/python install './[fast]'

FROM python:3.10-slim-trixie AS app
WORKDIR /app
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
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000"]

FROM app AS runtime
USER 10001:10001
CMD ["hypercorn", "svc.asgi:app", "--bind", "0.0.0.0:8000"]
