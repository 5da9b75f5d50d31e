import type { FileEntry } from '../../project/common-facts.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'

/** Folders that neither a build nor a running service needs. */
const idleFolders = new Set([
  'node_modules',
  'coverage',
  'docs',
  'doc',
  'test',
  'tests',
  '__tests__',
  'e2e',
  'spec',
  'cypress',
  'playwright',
  'tmp',
  'logs',
  'charts',
  'k8s',
  'helm',
  'terraform',
])

/** Files of the top level that are about the repository, not about the service. */
const idleFile =
  /^(?:dockerfile|containerfile|docker-compose|compose|license|licence|readme|changelog|contributing|makefile|justfile|procfile)|\.(?:md|dockerfile|lock|log|tgz)$|^(?:package-lock|npm-shrinkwrap|pnpm-lock|bun)\b|^gen-dockerfile\.|^(?:jest|vitest|playwright|cypress|eslint|prettier|commitlint|lint-staged|renovate|knip)\.config\./i

/** Configuration of build tools that hides behind a dot. */
const buildDotfile = /^\.(?:babelrc|swcrc|browserslistrc|postcssrc|parcelrc|eslintrc|tsbuildinfo)/

const isIdle = ({ name, kind }: FileEntry): boolean =>
  kind === 'dir'
    ? idleFolders.has(name) || name.startsWith('.')
    : idleFile.test(name) || (name.startsWith('.') && !buildDotfile.test(name))

/** Names of the top level that a build may read: folders as `src/`, files as they are. */
export const buildSources = (facts: Facts, outputs: readonly string[]): readonly FileEntry[] => {
  const made = new Set(outputs.map((path) => path.split('/')[0]))
  const before = new Set(['package.json', ...(facts.node?.installInputs ?? []).map((input) => input.path)])
  return facts.files.filter((entry) => !isIdle(entry) && !made.has(entry.name) && !before.has(entry.name))
}

/** Files at the top level that only a build reads. */
const buildOnly =
  /^(?:tsconfig|jsconfig|vite|webpack|rollup|esbuild|tsup|babel|nest-cli|nodemon|turbo|nx|biome|postcss|tailwind)\b/

/** Names of the top level that a service without a build runs from. */
export const runtimeSources = (facts: Facts): readonly FileEntry[] =>
  buildSources(facts, []).filter(({ name, kind }) => kind === 'dir' || (!buildOnly.test(name) && !name.startsWith('.')))

/** What the install reads: the manifest, the lockfile and what scripts and patches need. */
export const installFiles = (
  node: NodeFacts,
): { readonly files: readonly string[]; readonly folders: readonly string[] } => {
  const { lockfile } = node.packageManager
  const inputs = node.installInputs
  const files = [
    'package.json',
    ...(lockfile === undefined ? [] : [lockfile]),
    ...inputs.filter((input) => input.kind === 'file').map((input) => input.path),
  ]
  return {
    files: [...new Set(files)],
    folders: [...new Set(inputs.filter((input) => input.kind === 'dir').map((input) => input.path))],
  }
}
