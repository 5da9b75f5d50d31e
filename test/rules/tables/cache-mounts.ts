import type { RuleTable } from '../support/table.js'

const apt = '--mount=type=cache,target=/var/cache/apt,sharing=locked'

/** Rules about cache mounts. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'apt-cache-sharing': {
    accept: [
      `FROM a:1\nRUN ${apt} apt-get install x`,
      'FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt,sharing=private apt-get update',
      'FROM a:1\nRUN --mount=type=cache,target=/root/.npm npm ci',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt ls /var/cache/apt',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache apk add x',
    ],
    reject: [
      ['FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt apt-get install x', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt,sharing=shared apt install x', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update', [2]],
      ['FROM a:1\nRUN --mount=target=/var/cache,type=cache apt-get install x', [2]],
      [`FROM a:1\nRUN ${apt} --mount=type=cache,dst=/var/lib/apt apt-get install x`, [2]],
    ],
  },
  'docker-clean': {
    accept: [
      `FROM debian:13\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN ${apt} apt-get install x`,
      `FROM debian:13\nRUN ${apt} rm -f /etc/apt/apt.conf.d/docker-clean && apt-get install x`,
      `FROM debian:13 AS base\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nFROM base\nRUN ${apt} apt-get install x`,
      `FROM debian:13\nRUN echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /x\nRUN ${apt} apt-get install x`,
      `FROM debian:13\nCOPY keep-cache /etc/apt/apt.conf.d/\nRUN ${apt} apt-get install x`,
      `FROM example.com/a:1\nRUN ${apt} apt-get install x`,
      'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get install x',
      `FROM debian:13\nRUN ${apt} apt-get update`,
    ],
    reject: [
      [`FROM debian:13\nRUN ${apt} apt-get update && apt-get install -y x`, [2]],
      [`FROM python:3.14-slim\nRUN ${apt} apt-get install x\nRUN rm -f /etc/apt/apt.conf.d/docker-clean`, [2]],
      [`FROM ubuntu:24.04\nRUN --mount=type=cache,target=/var/cache/apt/archives apt install x`, [2]],
    ],
  },
  'cache-mount-defeated': {
    accept: [
      'FROM a:1\nRUN --mount=type=cache,target=/root/.cache/pip pip install x',
      'FROM a:1\nRUN pip install --no-cache-dir x',
      'FROM a:1\nRUN --mount=type=cache,target=/root/.npm npm ci && rm -rf /tmp/x node_modules',
      `FROM a:1\nRUN ${apt} apt-get install x && rm -rf /var/lib/apt/lists/*`,
      'FROM a:1\nRUN --mount=type=cache,target=/root/.npm pip install --no-cache-dir x',
      'FROM a:1\nENV PIP_NO_CACHE_DIR=0\nRUN --mount=type=cache,target=/root/.cache/pip pip install x',
      'FROM a:1\nRUN --mount=type=cache,target=/root/.cache/go-build go build && rm -rf /root/.cache/other',
    ],
    reject: [
      ['FROM a:1\nRUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir x', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/root/.cache python -m pip install --no-cache-dir x', [2]],
      ['FROM a:1\nENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache/pip pip install x', [3]],
      ['FROM a:1\nRUN --mount=type=cache,target=/root/.cache/uv uv sync --no-cache', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/root/.npm npm ci && npm cache clean --force', [2]],
      [`FROM a:1\nRUN ${apt} apt-get install x && apt-get clean`, [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt apt-get install x && rm -rf /var/lib/apt/lists/*', [2]],
      [
        'FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get install x && rm -r /var/lib/apt/lists/*',
        [2],
      ],
      ['FROM a:1\nRUN --mount=type=cache,target=/root/.cache/pip pip install x && rm -rf /root/.cache', [2]],
      ['FROM a:1\nWORKDIR /app\nRUN --mount=type=cache,target=target cargo build && rm -rf target', [3]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/cache/apk apk add --no-cache x', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y x && dnf clean all', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/go/pkg/mod go build && go clean -modcache', [2]],
    ],
  },
  'cache-mount-path': {
    accept: [
      'FROM node:24\nRUN --mount=type=cache,target=/root/.npm npm ci',
      'FROM node:24\nUSER node\nRUN --mount=type=cache,target=/home/node/.npm npm ci',
      'FROM node:24\nENV HOME=/home/node\nRUN --mount=type=cache,target=/home/node/.npm npm ci',
      'FROM node:24\nRUN --mount=type=cache,target=/home/node/.npm npm ci --cache /home/node/.npm',
      'FROM node:24\nRUN --mount=type=cache,target=/home/node/.npm su node -c "npm ci"',
      'FROM python:3.14\nENV PIP_CACHE_DIR=/home/app/.cache/pip\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install x',
      'FROM example.com/a:1\nRUN --mount=type=cache,target=/home/app/.npm npm ci',
      'FROM node:24\nENV NPM_CONFIG_CACHE=/root/.npm-x\nRUN --mount=type=cache,target=/root/.npm-x npm ci',
      'FROM golang:1.26\nRUN --mount=type=cache,target=/go/pkg/mod go build',
      'FROM golang:1.26\nENV GOPATH=/root/go\nRUN --mount=type=cache,target=/root/go/pkg/mod go build',
      'FROM rust:1\nENV CARGO_HOME=/root/.cargo\nRUN --mount=type=cache,target=/root/.cargo/registry cargo build',
    ],
    reject: [
      ['FROM node:24\nRUN --mount=type=cache,target=/home/node/.npm npm ci', [2]],
      ['FROM node:24\nUSER node\nRUN --mount=type=cache,target=/root/.npm,uid=1000 npm ci', [3]],
      ['FROM python:3.14\nUSER 1000\nRUN --mount=type=cache,target=/root/.cache/pip python -m pip install x', [3]],
      ['FROM node:24\nRUN --mount=type=cache,target=/root/.npm-production npm ci --omit=dev', [2]],
      ['FROM node:24\nRUN --mount=type=cache,target=/root/.cache/npm npm ci', [2]],
      ['FROM golang:1.26\nRUN --mount=type=cache,target=/root/go/pkg/mod go build', [2]],
      ['FROM rust:1\nRUN --mount=type=cache,target=/root/.cargo/registry cargo build', [2]],
      ['FROM node:24\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install', [2]],
    ],
  },
  'cache-mount-collision': {
    accept: [
      'FROM python:3.14-slim AS a\nRUN --mount=type=cache,target=/root/.cache/pip x\nFROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip x',
      'FROM python:3.14-alpine AS a\nRUN --mount=type=cache,id=a,target=/root/.cache/pip x\nFROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip x',
      'FROM node:24-alpine AS a\nRUN --mount=type=cache,target=/root/.npm x\nFROM node:24-slim\nRUN --mount=type=cache,target=/root/.npm x',
      'FROM example.com/a:1 AS a\nRUN --mount=type=cache,target=/root/.cache/pip x\nFROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip x',
    ],
    reject: [
      [
        'FROM python:3.14-alpine AS a\nRUN --mount=type=cache,target=/root/.cache/pip x\nFROM python:3.14-slim\nRUN --mount=type=cache,target=/root/.cache/pip x',
        [4],
      ],
      [`FROM debian:12 AS a\nRUN ${apt} apt-get install x\nFROM debian:13\nRUN ${apt} apt-get install x`, [4]],
      [
        'FROM node:24-alpine AS a\nRUN --mount=type=cache,id=m,target=/app/node_modules x\nFROM node:24-slim\nRUN --mount=type=cache,id=m,target=/app/node_modules x',
        [4],
      ],
    ],
  },
}
