# syntax=docker/dockerfile:1

FROM python:3.13-slim-trixie AS deps
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
COPY --chown=10001:10001 main.py ./
RUN chown 10001:10001 /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
USER 10001:10001
CMD ["python", "main.py"]

FROM python:3.13-slim-trixie AS app
WORKDIR /app
RUN groupadd --gid 10001 app && \
    useradd --uid 10001 --gid app --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
COPY --from=deps --link /app/.venv /app/.venv
COPY --link main.py ./
EXPOSE 8000

FROM app AS debug

# For looking into a problem: a debugger, tracebacks of crashes, warnings that are off otherwise.
RUN --mount=type=cache,target=/root/.cache/pip pip --python /app/.venv/bin/python install debugpy==1.8.22
ENV PYTHONFAULTHANDLER=1 \
    PYTHONDEVMODE=1
USER 10001:10001
CMD ["python", "main.py"]

FROM app AS runtime
USER 10001:10001
CMD ["python", "main.py"]
