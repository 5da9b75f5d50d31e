import { compact } from '../value.js'
import { buildFiles } from './build-files.js'
import { readGitVersion } from './git-version.js'
import { copiedOf, findPackages, type Folder } from './pyproject.js'
import type { PythonProject } from './python-facts.js'

/** Console scripts of `entry_points` in setup.py, and of `[options.entry_points]` in setup.cfg. */
const scriptsIn = (python: string, settings: string): Readonly<Record<string, string>> => {
  const called = python.slice(python.indexOf('console_scripts')).split(/\]|'''|"""/)[0] ?? ''
  const written = python.includes('console_scripts')
    ? [...called.matchAll(/(['"])\s*([\w.-]+)\s*=\s*([\w.]+:[\w.]+)\s*\1/g)]
    : []
  const section = /^console_scripts\s*=\s*\n((?:[ \t]+[^\n]*\n?)+)/m.exec(settings)?.[1] ?? ''
  const lines = [...section.matchAll(/^[ \t]+()([\w.-]+)\s*=\s*([\w.]+:[\w.]+)/gm)]
  return Object.fromEntries([...written, ...lines].map(([, , name = '', target = '']) => [name, target]))
}

/** A project that only setup.py or setup.cfg describes; they are not executed, so little is known. */
export const readLegacySetup = (project: Folder): PythonProject | undefined => {
  const [python, settings] = [project.text('setup.py') ?? '', project.text('setup.cfg') ?? '']
  const file = ['setup.cfg', 'setup.py'].find(
    (name) => project.has(name, 'file') && (name === 'setup.py' || /^\[metadata\]/m.test(settings)),
  )
  if (file === undefined) return undefined
  const name = (/^name\s*=\s*([\w.-]+)\s*$/m.exec(settings) ?? /\bname\s*=\s*['"]([\w.-]+)['"]/.exec(python))?.[1]
  const found = findPackages(project)
  return {
    file,
    ...compact({ name, gitVersion: readGitVersion(project, undefined) }),
    isPackage: true,
    buildFiles: buildFiles(project, undefined, copiedOf(found)),
    ...found,
    scripts: scriptsIn(python, settings),
    extras: [],
    groups: [],
    defaultGroups: [],
    localPaths: [],
  }
}
