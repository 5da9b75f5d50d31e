import type { RuleTable } from '../support/table.js'

const copyPackages = 'COPY --from=b /usr/local/lib/python3.14/site-packages /usr/local/lib/python3.14/site-packages'

/** Rules about what stages give each other, and the platform that they are for. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'numeric-stage-reference': {
    accept: [
      'FROM a:1 AS b\nFROM c:1\nCOPY --from=b /x /x',
      'FROM a:1\nCOPY --from=0 /x /y',
      'FROM a:1\nCOPY --from=1 /x /y\nFROM b:1',
      'FROM a:1\nCOPY --from=b:0 /x /y',
    ],
    reject: [
      ['FROM a:1\nFROM c:1\nCOPY --from=0 /x /x', [3]],
      ['FROM a:1 AS b\nFROM c:1\nCOPY --from=0 /x /x', [3]],
    ],
  },
  'runtime-on-build-platform': {
    accept: [
      'FROM --platform=$BUILDPLATFORM a:1 AS b\nFROM c:1\nCOPY --from=b /x /x\nCMD ["x"]',
      'FROM --platform=$BUILDPLATFORM scratch\nCOPY x /x',
      'FROM --platform=$TARGETPLATFORM a:1\nCMD ["x"]',
      'FROM --platform=linux/amd64 a:1\nCMD ["x"]',
      ['FROM --platform=$BUILDPLATFORM a:1 AS t\nCMD ["x"]\nFROM b:1', { targets: [] }],
    ],
    reject: [
      ['FROM --platform=$BUILDPLATFORM a:1\nCMD ["x"]', [1]],
      ['FROM --platform=${BUILDPLATFORM} a:1 AS b\nFROM b\nENTRYPOINT ["x"]', [1]],
      ['FROM --platform=$BUILDPLATFORM a:1 AS t\nCMD ["x"]\nFROM b:1', [1], { targets: ['t'] }],
    ],
  },
  'stage-shadows-image': {
    accept: [
      'FROM node:24 AS node\nFROM node\nRUN x',
      'FROM a:1 AS build\nFROM build',
      'FROM a:1 AS nginx\nFROM b:1',
      'FROM bitnami/nginx:1 AS nginx\nFROM b:1\nCOPY --from=nginx /x /x',
      'FROM a:1 AS nginx\nFROM b:1\nCOPY --from=0 /x /x',
    ],
    reject: [
      ['FROM node:24 AS nginx\nFROM nginx', [2]],
      ['FROM a:1 AS python\nFROM b:1\nCOPY --from=python /x /x', [3]],
      ['FROM a:1 AS alpine\nFROM b:1\nRUN --mount=from=alpine,target=/x y', [3]],
    ],
  },
  'packages-without-scripts': {
    accept: [
      `FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCOPY --from=b /usr/local/bin /usr/local/bin`,
      `FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCOPY --from=b /usr/local/bin/uvicorn /usr/local/bin/`,
      `FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nRUN pip install uvicorn`,
      'FROM python:3.14 AS b\nFROM python:3.14\nCOPY --from=b /usr/local /usr/local',
      'FROM python:3.14 AS b\nFROM python:3.14\nCOPY --from=b /venv /venv\nCMD ["uvicorn"]',
    ],
    reject: [
      [`FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCMD ["uvicorn", "x"]`, [3]],
      [`FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCMD exec gunicorn x`, [3]],
      [`FROM python:3.14 AS b\nFROM python:3.14\n${copyPackages}\nCMD ["python", "x.py"]`, [3]],
      [`FROM python:3.14 AS b\nFROM python:3.14 AS c\n${copyPackages}\nFROM c\nRUN x`, [3]],
    ],
  },
  'hard-coded-architecture': {
    accept: [
      'FROM a:1\nADD https://e.com/x-amd64 /x',
      'FROM a:1\nARG TARGETARCH\nADD https://e.com/x-$TARGETARCH /x',
      'FROM --platform=linux/amd64 a:1\nARG TARGETARCH\nADD https://e.com/x-amd64 /x',
      'FROM a:1\nARG TARGETARCH\nRUN if x; then curl -O https://e.com/x-amd64; fi',
      'FROM a:1\nARG TARGETARCH\nRUN case $TARGETARCH in amd64) curl -O https://e.com/x-amd64 ;; esac',
      'FROM a:1\nARG TARGETARCH\nRUN curl -O https://e.com/x-$(uname -m)',
      'FROM a:1\nARG TARGETARCH\nRUN curl -O https://e.com/source.tar.gz',
      'FROM a:1\nARG TARGETARCH\nADD x-amd64 /x',
    ],
    reject: [
      ['FROM a:1\nARG TARGETARCH\nADD https://e.com/x-amd64 /x', [3]],
      ['FROM a:1\nARG TARGETPLATFORM\nRUN curl -fsSL -o /x https://e.com/x_x86_64.tgz', [3]],
      ['FROM --platform=$BUILDPLATFORM b:1 AS b\nFROM a:1\nRUN wget -q https://e.com/linux-arm64/x', [3]],
    ],
  },
}
