# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
WORKDIR /app
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    SOURCE_DATE_EPOCH=315532800 \
    POETRY_VIRTUALENVS_IN_PROJECT=true \
    POETRY_NO_INTERACTION=1
RUN python -m venv /opt/poetry && \
    /opt/poetry/bin/pip install --no-cache-dir poetry==2.1.3
RUN --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    python -m venv --without-pip .venv && \
    /opt/poetry/bin/poetry install --only main --no-root --no-ansi --compile && \
    rm -rf /root/.cache/pypoetry

FROM deps AS dev
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
RUN --mount=type=bind,source=poetry.lock,target=poetry.lock \
    --mount=type=bind,source=pyproject.toml,target=pyproject.toml \
    /opt/poetry/bin/poetry install --no-root --no-ansi --compile && \
    rm -rf /root/.cache/pypoetry
COPY --chown=10001:10001 src ./src
COPY --chown=10001:10001 README.md pyproject.toml ./
RUN pip --python .venv/bin/python install --no-cache-dir --no-deps -e .

# Apart from the install, so that this layer does not hold the environment.
# hadolint ignore=DL3059
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
CMD ["shop"]

FROM deps AS build
COPY src ./src
COPY README.md pyproject.toml ./
RUN pip --python .venv/bin/python install --no-cache-dir --no-deps .

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
RUN pip --python /app/.venv/bin/python install --no-cache-dir debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["shop"]

FROM app AS runtime
USER 10001:10001
CMD ["shop"]
