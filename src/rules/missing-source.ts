import { contextSources } from '../analysis/context-sources.js'
import { nearest } from '../words/nearest.js'
import { cleanPosix } from '../analysis/posix-path.js'
import { takenBy } from '../ignore/index.js'
import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'missing-source',
  summary: 'A source is not in the build context.',
  category: 'context',
  severity: 'error',
  codes: [],
  docs: {
    why: 'The build fails when it comes to that line. Paths are relative to the build context, which need not be the folder of the Dockerfile. A pattern that matches nothing is worse: it copies nothing and the build succeeds.',
    bad: `FROM node:24-trixie-slim
COPY package.json package-lock.json ./
`,
    good: `FROM node:24-trixie-slim
COPY package.json pnpm-lock.yaml ./
`,
    ignoreWhen: 'The file is made before the build, after the linter ran.',
    setting: { files: ['package.json', 'pnpm-lock.yaml', 'src/server.js'] },
  },
  *check({ analysis, options }) {
    const { tree } = options
    if (tree === undefined) return
    for (const { step, expected, ...source } of contextSources(analysis)) {
      const path = expected === undefined ? '' : cleanPosix(`/${expected}`).slice(1)
      if (expected === undefined || path === '') continue
      if (
        takenBy(tree, { kind: source.kind, path: expected, ...(source.parents === true ? { parents: true } : {}) })
          .length > 0
      )
        continue
      const isPattern = source.parents === true || (source.kind !== 'bind' && /[*?[]/.test(expected))
      const siblings = isPattern ? [] : takenBy(tree, { kind: 'bind', path: path.slice(0, path.lastIndexOf('/') + 1) })
      const meant = nearest(path, siblings)
      yield {
        message: isPattern
          ? `\`${expected}\` matches nothing in the build context, so nothing is copied.`
          : `\`${expected}\` is not in the build context: the build fails.`,
        hint: meant === undefined ? 'Paths are relative to the build context.' : `Did you mean \`${meant}\`?`,
        at: step.place,
        ...(isPattern ? { severity: 'warning' as const } : {}),
      }
    }
  },
})
