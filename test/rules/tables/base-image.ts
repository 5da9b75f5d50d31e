import type { RuleTable } from '../support/table.js'

/** Rules about the images in FROM. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'invalid-base-reference': {
    accept: ['FROM a:1', 'ARG V=1\nFROM a:$V', 'FROM a:1 AS b\nFROM b', 'FROM localhost:5000/a:1', 'FROM scratch'],
    reject: [
      ['ARG V\nFROM a:$V', [2]],
      ['ARG V\nFROM $V', [2]],
      ['FROM Build:1', [1]],
      ['FROM a:1 AS Build\nFROM Build', [2]],
      ['FROM a:1:2', [1]],
    ],
  },
  'end-of-life-base': {
    accept: [
      'FROM debian:trixie',
      'FROM debian',
      'FROM example.com/debian:8',
      'FROM gcr.io/distroless/static-debian13',
      ['FROM node:20-trixie', { today: '2026-04-30' }],
    ],
    reject: [
      ['FROM debian:bullseye-slim', [1]],
      ['FROM node:18-bullseye', [1, 1]],
      ['FROM gcr.io/distroless/nodejs22-debian12', [1]],
      ['FROM python:3.8-slim AS a\nFROM a', [1]],
      ['FROM node:20-trixie', [1], { today: '2026-05-01' }],
    ],
  },
  'untagged-base': {
    accept: [
      'FROM a:1',
      `FROM a@sha256:${'a'.repeat(64)}`,
      'FROM scratch',
      'FROM a:1 AS b\nFROM b',
      'ARG V=1\nFROM a:$V',
      'FROM a:1\nCOPY --from=tools /x /x',
      'FROM $NOPE',
    ],
    reject: [
      ['FROM a', [1]],
      ['FROM localhost:5000/a', [1]],
      ['ARG I=a\nFROM $I', [2]],
      ['FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/', [2]],
      ['FROM a:1\nRUN --mount=from=ghcr.io/astral-sh/uv,target=/uv true', [2]],
    ],
  },
  'latest-tag': {
    accept: [
      'FROM a:1',
      'FROM a',
      `FROM a:latest@sha256:${'a'.repeat(64)}`,
      'FROM gcr.io/distroless/static-debian13:latest',
    ],
    reject: [
      ['FROM a:latest', [1]],
      ['ARG T=latest\nFROM a:$T', [2]],
    ],
  },
  'redundant-target-platform': {
    accept: [
      'FROM --platform=$BUILDPLATFORM a:1',
      'FROM --platform=$TARGETOS/$TARGETARCH a:1',
      'FROM --platform=linux/amd64 a:1',
      'FROM a:1',
    ],
    reject: [
      ['FROM --platform=$TARGETPLATFORM a:1', [1]],
      ['FROM --platform=${TARGETPLATFORM:-x} a:1', [1]],
    ],
  },
  'constant-platform': {
    accept: [
      'FROM --platform=$BUILDPLATFORM a:1',
      'FROM --platform=linux/amd64 a:1 AS build-amd64',
      'FROM --platform=linux/arm64 a:1 AS linux',
      'FROM a:1',
    ],
    reject: [
      ['FROM --platform=linux/amd64 a:1', [1]],
      ['FROM --platform=arm64 a:1 AS b', [1]],
      ['FROM --platform=linux/x86_64 a:1 AS b', [1]],
    ],
  },
  'base-image-platform': {
    accept: [
      'FROM arm64v8/alpine:3',
      'FROM --platform=linux/arm64 arm64v8/alpine:3',
      'FROM a:1',
      'FROM --platform=$BUILDPLATFORM arm64v8/alpine:3',
    ],
    reject: [
      ['FROM --platform=linux/amd64 arm64v8/alpine:3', [1]],
      ['FROM a:1', [1], { imageConfig: () => ({ os: 'windows', architecture: 'amd64' }) }],
    ],
  },
  'package-manager-missing': {
    accept: [
      'FROM alpine:3\nRUN apk add curl',
      'FROM debian:12\nRUN apt-get update',
      'FROM example.com/a:1\nRUN apk add curl',
      'FROM debian:12\nRUN if command -v apk; then apk add x; else apt-get install x; fi',
      'FROM debian:12\nRUN echo apk add x',
      'FROM debian:12\nRUN if [ "$ID" = alpine ]; then apk add x; fi',
      'FROM debian:12\nRUN apk add x || apt-get install x',
      'FROM debian:12\nRUN [ -x /sbin/apk ] && apk add x',
      'FROM debian:12\nRUN ./install.sh\nRUN ["echo", "apk"]',
      'FROM debian:12\nRUN cat <<EOF > /x\napk add x\nEOF',
    ],
    reject: [
      ['FROM alpine:3\nRUN apt-get update && apt-get install -y curl', [2]],
      ['FROM python:3.14-slim\nRUN set -e; apk add curl', [2]],
      ['FROM node:24-alpine AS base\nFROM base\nRUN apt update', [3]],
      ['FROM debian:12\nRUN ["apk", "add", "curl"]', [2]],
      ['FROM debian:12\nRUN <<EOF\nset -e\napk add x\nEOF', [2]],
    ],
  },
  'corepack-missing': {
    accept: [
      'FROM node:24\nRUN corepack enable',
      'FROM node:lts\nRUN corepack enable',
      'FROM node:26\nRUN npm i -g corepack && corepack enable',
      'FROM node:26\nRUN npm install -g corepack@latest\nRUN corepack enable pnpm',
      'FROM debian:12\nRUN corepack enable',
    ],
    reject: [
      ['FROM node:25-slim\nRUN corepack enable', [2]],
      ['FROM node:26-alpine AS base\nRUN true\nFROM base\nRUN corepack prepare pnpm@11 --activate && pnpm i', [4]],
    ],
  },
  'tool-missing': {
    accept: [
      'FROM node:24-slim\nRUN yarn install',
      'FROM node:26\nRUN npm install -g yarn && yarn install',
      'FROM node:26-slim AS a\nRUN npm install --global @yarnpkg/cli-dist@4.11.0\nFROM a\nRUN yarn run build',
      'FROM node:24-slim\nRUN corepack enable && pnpm install',
      'FROM debian:12\nRUN apt-get update && apt-get install -y curl && curl x',
      'FROM debian:12\nRUN apt-get update && apt-get install -y build-essential\nRUN make',
      'FROM debian:12\nCOPY --from=a:1 /usr/bin/curl /usr/bin/curl\nRUN curl x',
      'FROM golang:1.26\nRUN curl x && git clone y',
      "FROM debian:12\nRUN deps='git make'; apt-get update; apt-get install -y $deps; git clone x; make",
      'FROM debian:12\nRUN case $X in a) curl x;; esac',
      'FROM debian:12\nARG PACKAGES="curl xz-utils"\nRUN apt-get update && apt-get install -y ${PACKAGES} && curl x',
      'FROM alpine:3\nARG PACKAGES\nRUN apk add --no-cache "$PACKAGES"\nRUN git clone y',
      'FROM example.com/a:1\nRUN curl x',
      'FROM debian:12\nRUN command -v curl && curl x',
      'FROM debian:12\nRUN curl() { true; }; curl x',
      'FROM alpine:3\nRUN wget x',
      'FROM python:3.14-slim\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /uvx /bin/\nRUN uv sync',
      'FROM python:3.14-slim\nRUN --mount=type=bind,from=ghcr.io/astral-sh/uv:0.12.5,source=/uv,target=/usr/local/bin/uv uv sync',
    ],
    reject: [
      ['FROM node:26-slim\nRUN yarn install', [2]],
      ['FROM debian:12-slim\nRUN curl -fsSL x | sh', [2]],
      ['FROM alpine:3\nRUN x && git clone y', [2]],
      ['FROM python:3.14-slim\nRUN X=$(wget -qO- y)', [2]],
      ['FROM node:24-slim\nRUN pnpm install', [2]],
      ['FROM debian:12\nARG V=1\nRUN apt-get update && apt-get install -y xz-utils=$V && curl x', [3]],
      ['FROM python:3.14-slim\nRUN --mount=type=bind,from=a:1,source=/git,target=/usr/bin/git git x\nRUN git y', [3]],
    ],
  },
}
