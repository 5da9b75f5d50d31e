import type { RuleTable } from '../support/table.js'

/** Rules about downloads that stay in the image. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'apt-lists-left': {
    accept: [
      'FROM a:1\nRUN set -eux; apt-get update; apt-get install -y curl; apt-get dist-clean',
      'FROM a:1\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*',
      'FROM a:1\nRUN apt-get update && rm -rf /var/lib/apt/ && find /x',
      'FROM a:1\nRUN apt-get update && find /var/lib/apt/lists -type f -delete',
      'FROM a:1\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update',
      'FROM a:1\nRUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update',
      'FROM a:1 AS build\nRUN apt-get update\nFROM b:1\nCOPY --from=build /x /x',
      'FROM a:1\nRUN apt-get install -y curl',
      'FROM a:1\nRUN <<EOF\napt-get update\nrm -rf /var/lib/apt/lists/*\nEOF',
    ],
    reject: [
      ['FROM a:1\nRUN apt-get update && apt-get install -y curl', [2]],
      ['FROM a:1\nRUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*', [2]],
      ['FROM a:1\nRUN rm -rf /var/cache/apt && apt update && rm -rf /tmp/x', [2]],
      ['FROM a:1 AS base\nRUN apt-get update\nFROM base', [2]],
      ['FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt apt-get update', [2]],
    ],
  },
  'apk-cache-left': {
    accept: [
      'FROM a:1\nRUN apk add --no-cache curl',
      'FROM a:1\nRUN apk --no-cache add curl',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache/apk apk add curl',
      'FROM a:1\nRUN apk add --update curl && rm -rf /var/cache/apk/*',
      'FROM a:1 AS build\nRUN apk add curl\nFROM b:1',
    ],
    reject: [
      ['FROM a:1\nRUN apk add curl', [2]],
      ['FROM a:1\nRUN rm -rf /var/cache/apk/* && apk add --update curl', [2]],
    ],
  },
  'package-cache-left': {
    accept: [
      'FROM a:1\nRUN dnf install -y curl && dnf clean all',
      'FROM a:1\nRUN rm -rf /x && yum install -y curl && yum clean all',
      'FROM a:1\nRUN microdnf install -y curl && rm -rf /var/cache/dnf /var/cache/yum',
      'FROM a:1\nRUN zypper -n in curl && zypper cc -a',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y curl',
      'FROM a:1 AS build\nRUN dnf install -y curl\nFROM b:1',
    ],
    reject: [
      ['FROM a:1\nRUN dnf install -y curl', [2]],
      ['FROM a:1\nRUN dnf clean all && dnf install -y curl', [2]],
      ['FROM a:1\nRUN yum install -y curl && yum clean all && yum install -y jq', [2]],
      ['FROM a:1\nRUN zypper -n in curl && rm -rf /tmp/x', [2]],
    ],
  },
  'pip-cache-left': {
    accept: [
      'FROM python:3.14\nRUN pip install --no-cache-dir flask==3.1.2',
      'FROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip install flask==3.1.2',
      'FROM python:3.14\nRUN PIP_NO_CACHE_DIR=1 pip install flask==3.1.2',
      'FROM python:3.14\nRUN --mount=type=cache,target=/root/.cache pip install flask==3.1.2',
      'FROM python:3.14\nRUN pip install flask==3.1.2 && rm -rf ~/.cache',
      'FROM python:3.14\nRUN uv pip install --system flask==3.1.2',
      'FROM python:3.14 AS build\nRUN pip install flask==3.1.2\nFROM python:3.14',
    ],
    reject: [
      ['FROM python:3.14\nRUN pip install flask==3.1.2', [2]],
      ['FROM python:3.14\nRUN python -m pip install -r requirements.txt', [2]],
    ],
  },
  'yarn-cache-left': {
    accept: [
      'FROM a:1\nRUN yarn --version && yarn -v',
      'FROM a:1\nRUN yarn install --frozen-lockfile && yarn cache clean',
      'FROM a:1\nRUN --mount=type=cache,target=/usr/local/share/.cache yarn install',
      'FROM a:1\nRUN yarn build && yarn run install',
      'FROM a:1\nRUN yarn install --immutable',
      'FROM a:1 AS build\nRUN yarn install\nFROM b:1',
    ],
    reject: [
      ['FROM a:1\nRUN yarn install --frozen-lockfile', [2]],
      ['FROM a:1\nRUN yarn --production', [2]],
    ],
  },
  'copied-archive': {
    accept: [
      'FROM a:1\nCOPY a.tar /x/\nRUN tar -cf a.tar /y',
      'FROM a:1\nADD a.tar /x/\nRUN tar -xf a.tar',
      'FROM a:1\nCOPY --from=b a.tar /x/\nRUN tar -xf /x/a.tar',
      'FROM a:1\nCOPY a.tar /x/\nRUN tar -xf b.tar',
      'FROM a:1 AS build\nCOPY a.tar /x/\nRUN tar -xf /x/a.tar\nFROM b:1',
      'FROM a:1\nRUN tar -xf a.tar\nCOPY a.tar /x/',
    ],
    reject: [
      ['FROM a:1\nCOPY a.tar.gz /x/\nRUN tar -xzf /x/a.tar.gz', [2]],
      ['FROM a:1\nCOPY a.tgz b.txt /x/\nRUN cd /x && tar xzf a.tgz', [2]],
      ['FROM a:1\nCOPY dist /x/a.tar\nRUN tar -x -f "/x/a.tar"', [2]],
      ['FROM a:1\nCOPY a.gz /x/\nRUN gunzip /x/a.gz', [2]],
    ],
  },
}
