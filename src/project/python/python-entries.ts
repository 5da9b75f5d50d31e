import { baseName, parentPath } from '../path.js'
import type { Project } from '../project.js'
import type { ScannedFile } from '../source-scan.js'
import { importPath, isPrimary } from './python-apps.js'
import type { PythonEntry, PythonProject } from './python-facts.js'

const usualFiles = [
  'main.py',
  'app.py',
  'run.py',
  'server.py',
  'bot.py',
  'cli.py',
  'src/main.py',
  'src/app.py',
  'app/main.py',
]

const runsItself = ({ code }: ScannedFile): boolean => /^if\s+__name__\s*==\s*['"]__main__['"]/m.test(code)

/** @see https://packaging.python.org/en/latest/specifications/inline-script-metadata/ */
const namesDependencies = (source: string): boolean => {
  const block = /^# \/\/\/ script\n((?:#.*\n)*?)# \/\/\/$/m.exec(source)?.[1] ?? ''
  return /^# dependencies\s*=\s*\[\s*(?:\n#\s*)*["']/m.test(block)
}

/** Ways to start without a server: console scripts of an installed package, packages with `__main__.py`, then scripts. */
export const findEntries = (
  project: Project,
  own: PythonProject | undefined,
  files: readonly ScannedFile[],
): readonly PythonEntry[] => {
  const scripts = Object.entries(own?.isPackage === true ? own.scripts : {})
  const preferred = [...scripts].sort(([a], [b]) => Number(b === own?.name) - Number(a === own?.name))
  const consoles = preferred.map(([name, target]): PythonEntry => ({ kind: 'console-script', name, target }))
  const modules = files
    .filter(({ path }) => baseName(path) === '__main__.py' && path !== '__main__.py' && isPrimary(path))
    .map(({ path, bare }): PythonEntry => {
      const { root, module } = importPath(project, path, bare)
      // A namespace package has no __init__.py, so its own folder looks like the root.
      if (module === '__main__') return { kind: 'module', module: baseName(root), root: parentPath(root) }
      return { kind: 'module', module: module.replace(/\.__main__$/, ''), root }
    })
  const primary = files.filter(({ path }) => isPrimary(path))
  const usual = usualFiles.filter((path) => primary.some((file) => file.path === path))
  const other = primary
    .filter(
      (file) =>
        parentPath(file.path) === '.' &&
        !usual.includes(file.path) &&
        runsItself(file) &&
        !/^(?:manage|setup|conftest|noxfile|tasks|fabfile)\.py$/.test(file.path),
    )
    .map(({ path }) => path)
  // Of `email_client.py` and `email_server.py` the second is the program.
  const serving = other.filter((path) => /(?:^|_)(?:server|service)\.py$/.test(path))
  const isRival = consoles.length + modules.length + usual.length === 0 && other.length > 1 && serving.length !== 1
  const ordered = serving.length === 1 ? [...serving, ...other.filter((path) => !serving.includes(path))] : other
  const rival = isRival ? { rival: true as const } : {}
  const inline = new Set(files.filter(({ source }) => namesDependencies(source)).map(({ path }) => path))
  return [
    ...consoles,
    ...modules,
    ...[...usual, ...ordered].map((file): PythonEntry => ({
      kind: 'file',
      file,
      ...rival,
      ...(inline.has(file) ? { inline: true } : {}),
    })),
  ]
}
