import { isSecretName } from '../../ignore/secret-names.js'
import { remember } from '../../model/remember.js'
import type { FileEntry } from '../../project/common-facts.js'
import type { Facts } from '../../project/facts.js'
import type { NodeFacts } from '../../project/node/node-facts.js'
import { isTypeScript, topOf, type Output } from './outputs.js'
import { generatedFrom, generatedOutputs, prismaConfig } from './prisma.js'
import type { Start } from './start.js'

/** Files and folders of the context, as paths; folders keep their name. */
export interface Paths {
  readonly files: readonly string[]
  readonly folders: readonly string[]
}

/** Folders that neither a build nor a running service needs. */
const idleFolders = new Set(
  'node_modules coverage test tests __tests__ __mocks__ __fixtures__ integration-tests e2e cypress playwright tmp logs docker Docker deploy deployment k8s kubernetes helm terraform dist out'.split(
    ' ',
  ),
)

const testRunners = new Set(['jest', 'mocha', 'vitest'])
const testFolders = new Set(['test', 'tests', '__tests__', '__mocks__', '__fixtures__'])

/** Prose, which sites are made from and services are not. */
const proseFolders = new Set(['doc', 'docs'])

/** Files of the top level that are about the repository, not about the service. */
const idleFile =
  /^(?:dockerfile|containerfile|docker-compose|compose|license|licence|readme|changelog|contributing|codeowners|makefile|justfile|procfile|release-please)|\.(?:md|dockerfile|dockerignore|lock|lockb|log|tgz|example)$|^(?:package-lock|npm-shrinkwrap|pnpm-lock|pnpm-workspace|bunfig)\b|^gen-dockerfile\.|^(?:jest|vitest|playwright|cypress|eslint|stylelint|stryker|prettier|commitlint|lint-staged|renovate|knip)\.config\.|^(?:biome|knip|renovate)\.jsonc?$/i

/** Whether a name at the top of a package is about the package, and nothing that runs. */
export const isProse = (name: string): boolean => proseFolders.has(name) || idleFile.test(name)

/** Configuration of build tools that hides behind a dot. */
const buildDotfile = /^\.(?:babelrc|swcrc|browserslistrc|postcssrc|parcelrc)/

/** Folders behind a dot that hold a shell script which package.json runs: `./.bin/build.sh`. */
const scriptFolders = (scripts: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    Object.values(scripts).flatMap((script) =>
      // Nearly no script runs one.
      !/\.(?:sh|bash)\b/.test(script)
        ? []
        : [...script.matchAll(/(?:^|[\s'"])(?:\.\/)?(\.[\w-]+)\/[\w./-]+\.(?:sh|bash)\b/g)].flatMap(([, name = '']) =>
            ['.git', '.husky', '.github'].includes(name) ? [] : [name],
          ),
    ),
  )

/** The folders of a repository hold files of much the same names. */
const isIdleFile = remember(
  (name) => idleFile.test(name) || isSecretName(name) || (name.startsWith('.') && !buildDotfile.test(name)),
)

/** What tools read that check the sources. Where the build calls them they are no concern of developers alone. */
export const checkedBy = (checks: readonly string[]): ((entry: FileEntry) => boolean) => {
  if (checks.length === 0) return () => false
  const settings = new RegExp(`^\\.?(?:${checks.join('|')})(?:rc|ignore|\\.config|\\.jsonc?$)`)
  const runsTests = checks.some((name) => testRunners.has(name))
  return ({ name, kind }) => (kind === 'dir' ? runsTests && testFolders.has(name) : settings.test(name))
}

const isIdle = ({ name, kind }: FileEntry, isSite: boolean): boolean =>
  kind === 'dir'
    ? idleFolders.has(name) || name.startsWith('.') || (!isSite && proseFolders.has(name))
    : isIdleFile(name)

/** The files and folders of a listing. */
export const pathsOf = (entries: readonly FileEntry[]): Paths => {
  const files: string[] = []
  const folders: string[] = []
  for (const { name, kind } of entries) (kind === 'dir' ? folders : files).push(name)
  return { files, folders }
}

/** What a folder's build may read: its entries that are not idle and not made by the build, without the manifest. */
export const sourceEntries = (
  entries: readonly FileEntry[],
  outputs: readonly Output[],
  isSite: boolean,
  { manifest, build }: Partial<Pick<NodeFacts, 'manifest' | 'build'>> = {},
): readonly FileEntry[] => {
  const run = scriptFolders(manifest?.scripts ?? {})
  const isChecked = checkedBy(build?.checks ?? [])
  const made: string[] = []
  for (const { source, from } of outputs) if (source !== true) made.push(from.replace(/^build\/.*/, 'build'))
  const isKept = (entry: FileEntry): boolean =>
    !isIdle(entry, isSite) || (entry.kind === 'dir' && run.has(entry.name)) || isChecked(entry)
  return entries.filter((entry) => isKept(entry) && !made.includes(entry.name) && entry.name !== 'package.json')
}

const entriesOf = (
  { files, node }: Facts,
  outputs: readonly Output[],
  read?: Pick<NodeFacts, 'manifest' | 'build'>,
): readonly FileEntry[] =>
  sourceEntries(files, [...outputs, ...generatedOutputs(node?.prisma)], node?.framework?.kind === 'ssr', read)

/** What a build may read: everything at the top level that is not idle, not made by the build and not copied before. */
export const buildSources = (facts: Facts, outputs: readonly Output[], before: Paths): Paths => {
  const copied = new Set([...before.files, ...before.folders])
  return pathsOf(entriesOf(facts, outputs, facts.node).filter(({ name }) => !copied.has(name)))
}

/** Files at the top level that only a build reads. */
const buildOnly =
  /^(?:tsconfig|jsconfig|vite|webpack|rollup|esbuild|tsup|tsdown|babel|nest-cli|nodemon|turbo|nx|postcss|tailwind|drizzle|components)\b|\.sh$/

/** What a service that runs from its sources needs of them. */
export const runtimeSources = (facts: Facts, outputs: readonly Output[], start: Start): Paths => {
  // What runs TypeScript resolves `paths` by it.
  const isRead = (name: string): boolean =>
    name === 'tsconfig.json' && start.kind === 'file' && isTypeScript(start.file)
  const manifest = facts.node?.manifest
  // Not what checks read: they were made before.
  return pathsOf(
    entriesOf(facts, outputs, manifest && { manifest }).filter(
      ({ name, kind }) => kind === 'dir' || isRead(name) || (!buildOnly.test(name) && !name.startsWith('.')),
    ),
  )
}

/** Folders that compiled services read beside their output, by convention. */
const conventional = ['public', 'static', 'views', 'templates', 'locales', 'migrations', 'drizzle']

/** Which of the conventional folders are there. node-config and Prisma's command line have more to read. */
export const conventionalPaths = (
  files: readonly FileEntry[],
  { manifest, prisma }: Pick<NodeFacts, 'manifest' | 'prisma'>,
): Paths => {
  const migrates = 'prisma' in manifest.dependencies && prisma !== undefined
  const wanted = [
    ...conventional,
    ...('config' in manifest.dependencies ? ['config'] : []),
    ...(migrates ? [topOf(prisma.schema)] : []),
  ]
  return {
    files: migrates ? prismaConfig(prisma) : [],
    folders: files.filter(({ kind, name }) => kind === 'dir' && wanted.includes(name)).map(({ name }) => name),
  }
}

/**
 * What the install reads: the manifest, the lockfile, configuration, patches and Prisma's schema. Not `.npmrc`, which may
 * hold credentials and is mounted instead.
 */
export const installFiles = ({ packageManager, installInputs, prisma, lifecycle }: NodeFacts): Paths => {
  const { lockfile } = packageManager
  const hooks = Object.values(lifecycle).some((script: string) => script.includes('.husky/'))
  const inputs = installInputs.filter(({ path }) => path !== '.npmrc' && !(hooks && path.startsWith('.husky/')))
  const schema = prisma === undefined ? [] : generatedFrom(prisma)
  const isFile = (path: string): boolean => /\.\w+$/.test(path)
  const folders = [
    ...inputs.filter(({ kind }) => kind === 'dir').map(({ path }) => path),
    ...schema.filter((path) => !isFile(path)),
  ]
  const inside = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`))
  const files = [
    'package.json',
    ...(lockfile === undefined ? [] : [lockfile]),
    ...inputs.filter(({ kind }) => kind === 'file').map(({ path }) => path),
    ...schema.filter(isFile),
  ]
  return { files: [...new Set(files)].filter((path) => !inside(path)), folders: [...new Set(folders)] }
}
