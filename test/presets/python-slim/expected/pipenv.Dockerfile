# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800 \
    PIPENV_VENV_IN_PROJECT=1 \
    PIPENV_NOSPIN=1
RUN --mount=type=cache,target=/root/.cache/pip python -m venv /opt/pipenv && \
    /opt/pipenv/bin/pip install pipenv==2026.10.3
RUN --mount=type=cache,target=/root/.cache/pipenv \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=Pipfile,target=Pipfile \
    --mount=type=bind,source=Pipfile.lock,target=Pipfile.lock \
    python -m venv --without-pip .venv && \
    /opt/pipenv/bin/pipenv install --deploy --ignore-pipfile && \
    python -m compileall -q .venv/lib

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=cache,target=/root/.cache/pipenv \
    --mount=type=cache,target=/root/.cache/pip \
    --mount=type=bind,source=Pipfile,target=Pipfile \
    --mount=type=bind,source=Pipfile.lock,target=Pipfile.lock \
    /opt/pipenv/bin/pipenv install --deploy --ignore-pipfile --dev && \
    python -m compileall -q .venv/lib
COPY --chown=10001:10001 app.py ./
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["flask", "--app", "app:app", "run", "--debug", "--host", "0.0.0.0", "--port", "8000"]

FROM python:3.13-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=deps --link /app/.venv /app/.venv
COPY --link app.py ./
EXPOSE 8000
STOPSIGNAL SIGINT

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["waitress-serve", "--listen=0.0.0.0:8000", "app:app"]

FROM app AS runtime
USER 10001:10001
CMD ["waitress-serve", "--listen=0.0.0.0:8000", "app:app"]
