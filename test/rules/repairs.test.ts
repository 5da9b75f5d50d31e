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
  ])('%s', (rule, before, after) => {
    const result = fixText(before, (text) => lintText(text).filter((each) => each.rule === rule))
    expect(result.text).toBe(after)
  })

  it.each([
    ['apt-cache-sharing', 'FROM a:1\nONBUILD RUN --mount=type=cache,target=/var/cache/apt apt-get install x\n'],
    ['apt-cache-sharing', 'FROM a:1\nRUN "--mount=type=cache,target=/var/cache/apt" apt-get install x\n'],
    ['npm-option-ignored', 'FROM a:1\nRUN npm install --frozen-lockfile\n'],
  ])('%s leaves %j', (rule, text) => {
    expect(fixText(text, (each) => lintText(each).filter((found) => found.rule === rule)).text).toBe(text)
  })
})
