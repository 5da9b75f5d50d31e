import { describe, expect, it } from 'vitest'
import { fixText } from '../../src/linter/fix.js'
import { lintText } from './support/table.js'

describe('repairs of mounts and options', () => {
  it.each([
    [
      'apt-cache-sharing',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt \\\n    --mount=type=cache,target=/var/lib/apt,sharing=shared \\\n    apt-get install x\n',
      'FROM a:1\nRUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    apt-get install x\n',
    ],
    [
      'npm-option-ignored',
      'FROM a:1\nRUN npm ci \\\n  --omit-dev \\\n  && npm prune --no-dev\n',
      'FROM a:1\nRUN npm ci \\\n  --omit=dev \\\n  && npm prune --omit=dev\n',
    ],
    [
      'install-prompts',
      'FROM a:1\nRUN apt-get update && \\\n  apt-get install \\\n    # why\n    curl && apt-get remove jq\n',
      'FROM a:1\nRUN apt-get update && \\\n  apt-get install -y \\\n    # why\n    curl && apt-get remove -y jq\n',
    ],
    ['install-prompts', 'FROM a:1\nRUN zypper install curl\n', 'FROM a:1\nRUN zypper -n install curl\n'],
    [
      'apk-cache-left',
      'FROM alpine:3.23\nRUN apk -U add curl && \\\n  apk add jq\n',
      'FROM alpine:3.23\nRUN apk -U add --no-cache curl && \\\n  apk add --no-cache jq\n',
    ],
    [
      'pip-cache-left',
      'FROM python:3.14\nRUN pip install -U pip && python -m pip install \\\n  flask\n',
      'FROM python:3.14\nRUN pip install --no-cache-dir -U pip && python -m pip install --no-cache-dir \\\n  flask\n',
    ],
    [
      'large-uid',
      'FROM a:1\nRUN useradd -u 1000650000 app && useradd -u 7 x\n',
      'FROM a:1\nRUN useradd --no-log-init -u 1000650000 app && useradd -u 7 x\n',
    ],
    [
      'wget-progress',
      'FROM debian:trixie\nRUN wget x && wget -q y && /usr/bin/wget z\n',
      'FROM debian:trixie\nRUN wget -nv x && wget -q y && /usr/bin/wget -nv z\n',
    ],
  ])('%s: %j', (rule, before, after) => {
    const result = fixText(before, (text) => lintText(text).filter((each) => each.rule === rule))
    expect(result.text).toBe(after)
    expect(fixText(after, (text) => lintText(text).filter((each) => each.rule === rule)).text).toBe(after)
  })

  it.each([
    ['apt-cache-sharing', 'FROM a:1\nONBUILD RUN --mount=type=cache,target=/var/cache/apt apt-get install x\n'],
    ['apt-cache-sharing', 'FROM a:1\nRUN "--mount=type=cache,target=/var/cache/apt" apt-get install x\n'],
    ['npm-option-ignored', 'FROM a:1\nRUN npm install --frozen-lockfile\n'],
    ['install-prompts', 'FROM a:1\nONBUILD RUN apt-get install curl\n'],
    ['install-prompts', 'FROM a:1\nRUN <<EOF\napt-get install curl\nEOF\n'],
    ['install-prompts', 'FROM a:1\nRUN apt-get "install" curl\n'],
    ['apk-cache-left', 'FROM alpine:3.23\nRUN apk update && apk add curl\n'],
    ['wget-progress', 'FROM alpine:3.23\nRUN wget x\n'],
    ['wget-progress', 'FROM debian:trixie\nRUN exec wget x\n'],
  ])('%s leaves %j', (rule, text) => {
    expect(fixText(text, (each) => lintText(each).filter((found) => found.rule === rule)).text).toBe(text)
  })
})
