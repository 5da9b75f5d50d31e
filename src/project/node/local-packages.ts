import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineWith } from '../workspaces/report-members.js'
import type { InstallInput, NodeManagerFact, NodeManifest } from './node-facts.js'
import { joinTables } from './tables.js'

/** The path of a folder or an archive that a range names: `file:../shared`, `link:./lib`, `./x.tgz`. */
const targetOf = (range: string): string | undefined => {
  const [, named, plain] = /^(?:(?:file|link|portal):(?:\.\/)?(.+)|(\.{1,2}\/.+))$/.exec(range) ?? []
  const target = named ?? plain
  return target === undefined || target.startsWith('/') ? undefined : joinPath(target)
}

/** `.`, `..`, `../..`: folders that the package lies in. */
const isAbove = (path: string): boolean => /^(?:\.|\.\.(?:\/\.\.)*)$/.test(path)

/** What a build may write: something in the package itself or in another one that is there. */
const mayBeBuilt = (project: Project, path: string): boolean => {
  if (/\.(?:tgz|tar|tar\.gz)$/.test(path)) return false
  if (!path.startsWith('../')) return true
  for (let folder = parentPath(path); !isAbove(folder); folder = parentPath(folder)) {
    if (project.has(joinPath(folder, 'package.json'), 'file')) return true
  }
  return false
}

const reportMissing = (project: Project, name: string, range: string, path: string): void => {
  const isOutside = leaves(joinPath(project.base, path))
  if (!isOutside && mayBeBuilt(project, path)) return
  project.report({
    kind: 'contradiction',
    ecosystem: 'node',
    file: 'package.json',
    ...lineWith(project, 'package.json', `"${name}"`),
    message: isOutside
      ? `\`${name}\` is taken from \`${range}\`, which lies outside of the repository: it cannot be part of the build context.`
      : `\`${name}\` is taken from \`${range}\`, but nothing is there: the image would have a link to nothing.`,
    hint: isOutside ? 'Publish it, or bring it into the repository.' : 'Correct the path, or commit what it names.',
  })
}

/** Whether the manager leaves a link to a folder in node_modules; pnpm and yarn copy what `file:` names. */
const isLinked = (range: string, { name }: NodeManagerFact): boolean =>
  !range.startsWith('file:') || (name !== 'pnpm' && name !== 'yarn')

/** Dependencies that are folders or archives of this repository. One that names nothing, or what lies outside, is reported. */
export const localPackages = (
  project: Project,
  { optionalDependencies, devDependencies, dependencies }: NodeManifest,
  manager: NodeManagerFact,
): readonly InstallInput[] => {
  const production = joinTables(optionalDependencies, dependencies)
  const all = joinTables(devDependencies, production)
  const found: InstallInput[] = []
  for (const name in all) {
    const range = all[name] ?? ''
    const path = targetOf(range)
    if (path === undefined) continue
    const kind = project.kind(path)
    if (kind === undefined) {
      reportMissing(project, name, range, path)
      continue
    }
    const runs = kind === 'dir' && name in production && isLinked(range, manager)
    found.push({ path, kind, why: 'local-package', ...(runs ? { runs } : {}) })
  }
  return found
}
