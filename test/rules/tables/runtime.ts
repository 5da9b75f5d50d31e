import type { RuleTable } from '../support/table.js'

/** Rules about what the container does. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'exec-form': {
    accept: [
      'FROM a:1\nCMD ["x"]',
      'FROM a:1\nSHELL ["/bin/bash", "-c"]\nCMD x',
      'FROM a:1 AS p\nSHELL ["/bin/bash", "-c"]\nFROM p\nENTRYPOINT x',
      'FROM a:1\nHEALTHCHECK CMD curl x',
      'FROM a:1\nRUN x',
      'FROM a:1\nCMD []',
    ],
    reject: [
      ['FROM a:1\nCMD x', [2]],
      ['FROM a:1\nENTRYPOINT x', [2]],
      ["FROM a:1\nCMD ['x']", [2]],
      ['FROM a:1\nCMD ["a" "b"]', [2]],
      ['FROM a:1\nCMD x\nSHELL ["/bin/bash", "-c"]', [2]],
    ],
  },
  'relative-workdir': {
    accept: [
      'FROM a:1\nWORKDIR /a\nWORKDIR b',
      'FROM a:1 AS p\nWORKDIR /a\nFROM p\nWORKDIR b',
      'FROM a:1\nENV D=/d\nWORKDIR $D/x',
    ],
    reject: [
      ['FROM a:1\nWORKDIR a', [2]],
      ['FROM a:1\nWORKDIR a\nWORKDIR b', [2]],
      ['FROM a:1\nENV D=d\nWORKDIR $D/x', [3]],
      ['FROM node:24\nWORKDIR "app"', [2]],
    ],
  },
  'multiple-instructions': {
    accept: [
      'FROM a:1\nCMD ["a"]\nFROM b:1\nCMD ["a"]',
      'FROM a:1 AS p\nCMD ["a"]\nFROM p\nCMD ["b"]',
      'FROM a:1\nCMD ["a"]\nENTRYPOINT ["b"]',
    ],
    reject: [
      ['FROM a:1\nCMD ["a"]\nCMD ["b"]\nCMD ["c"]', [2, 3]],
      ['FROM a:1\nENTRYPOINT ["a"]\nENTRYPOINT ["b"]', [2]],
      ['FROM a:1\nHEALTHCHECK CMD a\nHEALTHCHECK NONE', [2]],
    ],
  },
  'shell-form-without-shell': {
    accept: [
      'FROM scratch\nCMD ["/x"]',
      'FROM debian:12\nRUN x',
      'FROM example.com/a:1\nCMD x',
      'FROM scratch\nCOPY --from=busybox:1.37 /bin/busybox /bin/sh\nRUN x',
      'FROM scratch\nADD rootfs.tar.gz /\nRUN x',
      'FROM gcr.io/distroless/base-debian13:debug\nSHELL ["/busybox/sh", "-c"]\nRUN x',
      'FROM alpine:3\nSHELL ["bash", "-c"]\nRUN x',
    ],
    reject: [
      ['FROM scratch\nCMD x', [2]],
      ['FROM scratch\nCOPY x /app/x\nRUN x', [3]],
      ['FROM gcr.io/distroless/static-debian13\nENTRYPOINT x', [2]],
      ['FROM gcr.io/distroless/static-debian13 AS a\nFROM a\nHEALTHCHECK CMD x', [3]],
      ['FROM gcr.io/distroless/base-debian13:debug\nRUN x', [2]],
      ['FROM gcr.io/distroless/base-debian13\nRUN <<EOF\nx\nEOF', [2]],
      ["FROM scratch\nCMD ['x']", [2]],
    ],
  },
  'healthcheck-missing-tool': {
    accept: [
      'FROM node:24\nHEALTHCHECK CMD curl -f x',
      'FROM node:24-slim\nRUN apt-get update && apt-get install -y curl\nHEALTHCHECK CMD curl -f x',
      'FROM node:24-alpine\nHEALTHCHECK CMD wget -q x || exit 1',
      'FROM example.com/a:1\nHEALTHCHECK CMD curl -f x',
      'FROM node:24-slim\nHEALTHCHECK NONE',
      'FROM node:24-slim\nHEALTHCHECK CMD ["node", "-e", "curl"]',
      'FROM nginx:1.29\nHEALTHCHECK CMD curl -f x',
      'FROM node:24-slim\nHEALTHCHECK CMD curl -f x || wget x',
    ],
    reject: [
      ['FROM node:24-slim\nHEALTHCHECK CMD curl -f x || exit 1', [2]],
      ['FROM node:24-slim\nHEALTHCHECK CMD ["curl", "-f", "x"]', [2]],
      ['FROM python:3.14-slim AS a\nFROM a\nHEALTHCHECK CMD test "$(wget -qO- x)" = y', [3]],
      ['FROM gcr.io/distroless/static-debian13\nHEALTHCHECK CMD ["wget", "x"]', [2]],
      ['FROM gcr.io/distroless/static-debian13\nCOPY app /usr/local/bin/app\nHEALTHCHECK CMD ["curl", "x"]', [3]],
    ],
  },
  'numeric-user': {
    accept: [
      'FROM scratch\nUSER 10001',
      'FROM scratch\nCOPY --from=a:1 /etc/passwd /etc/passwd\nUSER 10001',
      'FROM debian:12 AS b\nUSER app\nFROM debian:12\nUSER 1',
      'FROM a:1\nARG U\nUSER $U',
      'FROM a:1\nCOPY --chown=app x /x',
      'FROM a:1\nCOPY --link --chown=1000:1000 x /x',
      'FROM scratch\nUSER root',
      'FROM gcr.io/distroless/static-debian13\nCOPY --chown=nonroot:nonroot x /x',
    ],
    reject: [
      ['FROM scratch\nUSER app', [2]],
      ['FROM gcr.io/distroless/static-debian13\nUSER app:app', [2]],
      ['FROM gcr.io/distroless/static-debian13\nCOPY --chown=app x /x', [2]],
      ['FROM a:1\nCOPY --link --chown=app:app x /x', [2]],
      ['FROM a:1\nADD --link --chown=1000:app x /x', [2]],
      ['FROM node:24\nUSER node', [2]],
      ['FROM scratch\nCOPY --from=a:1 /etc/passwd /etc/passwd\nUSER app', [3]],
    ],
  },
  'entrypoint-clears-cmd': {
    accept: [
      'FROM a:1\nCMD ["x"]\nENTRYPOINT ["y"]',
      'FROM a:1 AS p\nCMD ["x"]\nFROM p\nENTRYPOINT ["y"]\nCMD ["z"]',
      'FROM a:1 AS p\nENTRYPOINT ["x"]\nFROM p\nENTRYPOINT ["y"]',
      'FROM node:24\nENTRYPOINT ["y"]',
    ],
    reject: [
      ['FROM a:1 AS p\nCMD ["x"]\nFROM p\nENTRYPOINT ["y"]', [4]],
      ['FROM a:1 AS p\nCMD ["x"]\nFROM p AS q\nFROM q\nENTRYPOINT ["y"]', [5]],
    ],
  },
  'cache-mount-owner': {
    accept: [
      'FROM node:24\nRUN --mount=type=cache,target=/x y',
      'FROM node:24\nUSER node\nRUN --mount=type=cache,target=/x,uid=1000 y',
      'FROM node:24\nUSER node\nRUN --mount=type=cache,target=/x,mode=0777 y',
      'FROM node:24\nUSER node\nRUN --mount=type=bind,target=/x y',
      'FROM example.com/a:1\nRUN --mount=type=cache,target=/x y',
      'FROM node:24\nUSER root\nRUN --mount=type=cache,target=/x y',
    ],
    reject: [
      ['FROM node:24\nUSER node\nRUN --mount=type=cache,target=/x y', [3]],
      ['FROM a:1\nUSER 1000:1000\nRUN --mount=type=cache,target=/x,mode=0755 y', [3]],
      ['FROM a:1 AS p\nUSER app\nFROM p\nRUN --mount=type=cache,target=/x y', [4]],
      ['FROM nginxinc/nginx-unprivileged:1.29\nRUN --mount=type=cache,target=/x y', [2]],
    ],
  },
  'heredoc-without-errexit': {
    accept: [
      'FROM a:1\nRUN <<EOF\nset -e\na\nb\nEOF',
      'FROM a:1\nRUN <<EOF\nset -euo pipefail\na\nb\nEOF',
      'FROM a:1\nRUN <<EOF\nset -o errexit\na\nb\nEOF',
      'FROM a:1\nRUN <<EOF\na && b\nEOF',
      'FROM a:1\nRUN <<EOF\n#!/bin/bash -e\na\nb\nEOF',
      'FROM a:1\nRUN <<EOF\n#!/usr/bin/env python3\nimport a\nimport b\nEOF',
      'FROM a:1\nSHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN <<EOF\na\nb\nEOF',
      'FROM a:1\nRUN cat <<EOF > /x\na\nb\nEOF',
      'FROM a:1\nCOPY <<EOF /x\na\nb\nEOF',
    ],
    reject: [
      ['FROM a:1\nRUN <<EOF\na\nb\nEOF', [2]],
      ['FROM a:1\nRUN <<-"EOF"\n\ta\n\tb\n\tEOF', [2]],
      ['FROM a:1\nRUN <<EOF\nset -x\na; b\nEOF', [2]],
      ['FROM a:1\nRUN <<EOF\n#!/bin/bash\na\nb\nEOF', [2]],
    ],
  },
  'expose-format': {
    accept: ['FROM a:1\nEXPOSE 80 8000-8010/udp', 'FROM a:1\nENV P=80\nEXPOSE $P'],
    reject: [
      ['FROM a:1\nEXPOSE 8080:80', [2]],
      ['FROM a:1\nEXPOSE 127.0.0.1:80:80', [2]],
      ['FROM a:1\nENV P=1:80\nEXPOSE $P', [3]],
    ],
  },
}
