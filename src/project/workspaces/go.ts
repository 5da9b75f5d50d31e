import type { WorkspaceMember } from '../common-facts.js'
import { readGoImports } from '../go/go-imports.js'
import { goModProblem, parseGoMod, type GoMod } from '../go/go-mod.js'
import { goWorkUses } from '../go/go-work.js'
import { joinPath, leaves } from '../path.js'
import type { Project } from '../project.js'
import { sortedUnique } from '../value.js'
import { lineWith } from './report-members.js'

interface Module {
  readonly dir: string
  readonly mod: GoMod
}

/** Go refuses the whole workspace for a folder without a module. */
const reportMissing = (project: Project, dir: string): void =>
  project.report({
    kind: 'contradiction',
    ecosystem: 'go',
    file: 'go.work',
    ...lineWith(project, 'go.work', dir),
    message: `\`go.work\` uses \`${dir}\`, but there is no \`${joinPath(dir, 'go.mod')}\`: Go builds no module of the workspace.`,
    hint: `Correct the path, or remove it with \`go work edit -dropuse=${dir === '.' ? dir : `./${dir}`}\`.`,
  })

const readModules = (project: Project): readonly Module[] =>
  sortedUnique(goWorkUses(project.text('go.work') ?? '').map((path) => joinPath(path))).flatMap((dir) => {
    if (leaves(dir)) return []
    const file = joinPath(dir, 'go.mod')
    const text = project.text(file)
    if (text === undefined) {
      reportMissing(project, dir)
      return []
    }
    const mod = parseGoMod(text)
    const problem = goModProblem(mod, file)
    if (problem === undefined) return [{ dir, mod }]
    // What is no member is told to all services: Go reads the modules of all.
    project.report(problem)
    return []
  })

/** The folder of the module that has a package: the longest module path that begins the import path wins. */
const folderOf = (path: string, folders: readonly ReadonlyMap<string, string>[]): string | undefined => {
  for (let name = path; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
    for (const known of folders) {
      const dir = known.get(name)
      if (dir !== undefined) return dir
    }
  }
  return undefined
}

const readMember = (
  project: Project,
  { dir, mod }: Module,
  modules: ReadonlyMap<string, string>,
  members: ReadonlySet<string>,
): WorkspaceMember => {
  const replaced = new Map(
    mod.replaces.flatMap(({ module, target }) => {
      const folder = joinPath(dir, target)
      return /^\.{1,2}(?:\/|$)/.test(target) && members.has(folder) ? [[module, folder] as const] : []
    }),
  )
  const foldersOf = (paths: Iterable<string>): ReadonlySet<string> =>
    new Set([...paths].flatMap((path) => folderOf(path, [replaced, modules]) ?? []).filter((folder) => folder !== dir))
  const imports = readGoImports(project, dir)
  const used = foldersOf(imports.sources)
  const tested = foldersOf(imports.tests)
  // Workspaces need no `require`, and what is only required may be imported by files that a generator has yet to write.
  const required = foldersOf(mod.requires.filter(({ indirect }) => !indirect).map(({ path }) => path))
  const dependencies = sortedUnique([...used, ...[...required].filter((folder) => !tested.has(folder))])
  return {
    name: mod.module === '' ? dir : mod.module,
    dir,
    manifest: joinPath(dir, 'go.mod'),
    dependencies,
    devDependencies: sortedUnique(tested).filter((folder) => !dependencies.includes(folder)),
  }
}

/** Reads the modules that go.work uses; `project` is opened at its folder. Who needs whom is what the sources import. */
export const readMembers = async (project: Project): Promise<readonly WorkspaceMember[]> => {
  const modules = readModules(project)
  const folders = new Map(modules.map(({ dir, mod }) => [mod.module, dir]))
  const members = new Set(folders.values())
  return modules.map((module) => readMember(project, module, folders, members))
}
