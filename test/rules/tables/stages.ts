import type { RuleTable } from '../support/table.js'

/** Rules about stages and references between them. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'unknown-stage': {
    accept: [
      'FROM a:1 AS build\nFROM b:1\nCOPY --from=build /x /x',
      'FROM a:1 AS build\nFROM b:1\nCOPY --from=BUILD /x /x',
      'FROM a:1\nFROM b:1\nCOPY --from=0 /x /x',
      'FROM a:1\nCOPY --from=nginx /etc/nginx /etc/nginx',
      'FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /bin/',
      'FROM a:1 AS deps\nFROM a:1\nRUN --mount=type=bind,from=deps,target=/d true',
      'FROM a:1 AS one\nFROM one\nCOPY --from=some-service:1 /x /x',
      'FROM node AS node\nRUN true',
    ],
    reject: [
      ['FROM a:1 AS build\nFROM b:1\nCOPY --from=biuld /x /x', [3]],
      ['FROM a:1\nCOPY --from=later /x /x\nFROM b:1 AS later', [2]],
      ['FROM a:1 AS own\nCOPY --from=own /x /y', [2]],
      ['FROM a:1\nCOPY --from=0 /x /y', [2]],
      ['FROM a:1\nFROM b:1\nCOPY --from=7 /x /x', [3]],
      ['FROM a:1\nFROM b:1\nCOPY --from=-1 /x /x', [3]],
      ['FROM a:1 AS one\nRUN --mount=from=two,target=/t true\nFROM a:1 AS two', [2]],
      ['FROM a:1 AS dependencies\nFROM b:1\nRUN --mount=from=dependencie,target=/t true', [3]],
      ['FROM tools\nRUN true\nFROM a:1 AS tools', [1]],
    ],
  },
  'unreachable-stage': {
    accept: [
      'FROM a:1 AS bin-linux\nFROM a:1 AS bin-windows\nFROM bin-$TARGETOS',
      'FROM a:1',
      'FROM a:1 AS base\nFROM base AS final',
      'FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /a',
      'FROM a:1 AS x\nFROM b:1\nCOPY --from=0 /a /a',
      'FROM a:1 AS x\nFROM b:1\nRUN --mount=from=x,target=/a true',
      ['FROM a:1 AS x\nFROM b:1', { targets: ['x'] }],
      'FROM a:1 AS x\nONBUILD COPY --from=x /a /a\nFROM x AS y\nFROM y\nRUN true',
    ],
    reject: [
      ['ARG X=a\nFROM a:1 AS bin-linux\nFROM $X', [2]],
      ['FROM a:1 AS builder\nFROM b:1', [1]],
      ['FROM a:1\nFROM b:1', [1]],
      ['FROM a:1 AS dev\nFROM b:1', [1]],
      ['FROM a:1 AS x\nFROM x AS y\nFROM b:1', [2]],
      ['FROM a:1 AS x\nFROM b:1 AS y\nFROM c:1', [2], { targets: ['x'] }],
    ],
  },
  'duplicate-stage-name': {
    accept: ['FROM a:1 AS x\nFROM b:1 AS y', 'FROM a:1\nFROM b:1'],
    reject: [
      ['FROM a:1 AS x\nFROM b:1 AS x', [2]],
      ['FROM a:1 AS x\nFROM b:1 AS X\nFROM c:1 AS x', [2, 3]],
    ],
  },
  'reserved-stage-name': {
    accept: ['FROM scratch', 'FROM a:1 AS scratchpad'],
    reject: [
      ['FROM a:1 AS scratch', [1]],
      ['FROM a:1 AS b\nFROM b AS Context', [2]],
    ],
  },
  'stage-name-casing': {
    accept: ['FROM a:1 AS build-1', 'FROM a:1'],
    reject: [['FROM a:1 AS Build', [1]]],
  },
  'copy-from-missing-path': {
    accept: [
      'FROM scratch AS x\nCOPY a /a\nFROM b:1\nCOPY --from=x /a /a',
      'FROM scratch AS x\nCOPY a /a\nFROM b:1\nCOPY --from=x / /',
      'FROM scratch AS x\nCOPY a /d/\nFROM b:1\nCOPY --from=x /d/e /a',
      'FROM scratch AS x\nCOPY a /d/e/f\nFROM b:1\nCOPY --from=x /d /d',
      'FROM scratch AS x\nWORKDIR /w\nFROM b:1\nCOPY --from=x /w /w',
      'FROM scratch AS x\nWORKDIR /w\nCOPY a b\nFROM c:1\nCOPY --from=x w/b /b',
      'FROM scratch AS x\nCOPY . .\nFROM b:1\nCOPY --from=x /anything /a',
      'FROM a:1 AS x\nFROM b:1\nCOPY --from=x /a /a',
      'FROM debian:12 AS x\nRUN make\nFROM b:1\nCOPY --from=x /out /out',
      'FROM debian:12 AS x\nFROM b:1\nCOPY --from=x /etc/ssl /etc/ssl',
      'FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /uvx /bin/',
      'FROM scratch AS x\nCOPY a /d/\nFROM b:1\nCOPY --from=x /d/*.so /l/',
      'FROM scratch AS x\nCOPY a /a\nFROM b:1\nRUN --mount=from=x,target=/x true',
    ],
    reject: [
      ['FROM scratch AS x\nCOPY a /a\nFROM b:1\nCOPY --from=x /b /b', [4]],
      ['FROM scratch AS x\nCOPY a /a\nFROM b:1\nCOPY --from=x /a /b /c/', [4]],
      ['FROM scratch AS x\nFROM x AS y\nCOPY a /a\nFROM b:1\nCOPY --from=y /b /b', [5]],
      ['FROM scratch AS x\nCOPY a /d/\nFROM b:1\nCOPY --from=x /e/*.so /l/', [4]],
      ['FROM debian:12 AS x\nCOPY a /a\nFROM b:1\nCOPY --from=x /dist /b', [4]],
      ['FROM a:1\nCOPY --from=ghcr.io/astral-sh/uv:0.12.5 /bin/uv /bin/', [2]],
      ['FROM scratch AS x\nCOPY a /a\nFROM b:1\nRUN --mount=from=x,source=/b,target=/x true', [4]],
    ],
  },
}
