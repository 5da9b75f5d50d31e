import { nearest } from '../words/nearest.js'
import { takesAnything } from '../ignore/index.js'
import { type FileTree, findInTree } from '../model/file-tree.js'
import { locatedSources, surelyTakes } from './support/located-sources.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** What lies in the folder that a path leads to. */
const siblingsOf = (tree: FileTree, path: string): readonly string[] => {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const node = findInTree(tree, folder)
  return node?.kind === 'directory' ? [...node.entries.keys()].map((name) => folder + name) : []
}

export const rule = defineRule({
  name: 'missing-source',
  summary: 'A source is not in the build context.',
  category: 'context',
  severity: 'error',
  codes: [],
  about: { given: 'tree' },
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
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { tree } = options
    if (tree === undefined) return findings
    for (const located of locatedSources(analysis, tree)) {
      const { source, expected, place: path } = located
      if (path === '' || surelyTakes(located)) continue
      const { step } = source
      const parents = source.parents === true ? { parents: true } : {}
      if (takesAnything(tree, { kind: source.kind, path: expected, ...parents })) continue
      const isPattern = source.parents === true || (source.kind !== 'bind' && /[*?[]/.test(expected))
      const meant = isPattern ? undefined : nearest(path, siblingsOf(tree, path))
      // `COPY app/src` for a build of the folder `app`: the folder's own name does not belong to the path.
      const [first = '', ...rest] = path.split('/')
      const within = rest.join('/')
      const isInside =
        within !== '' &&
        !takesAnything(tree, { kind: 'bind', path: first }) &&
        takesAnything(tree, { kind: source.kind, path: within })
      findings.push({
        message: isPattern
          ? `\`${expected}\` matches nothing in the build context, so nothing is copied.`
          : `\`${expected}\` is not in the build context: the build fails.`,
        hint:
          meant !== undefined
            ? `Did you mean \`${meant}\`?`
            : isInside
              ? `Paths are relative to the build context, which holds \`${within}\`: leave \`${first}/\` out.`
              : 'Paths are relative to the build context.',
        at: step.place,
        ...(isPattern ? { severity: 'warning' as const } : {}),
      })
    }
    return findings
  },
})
