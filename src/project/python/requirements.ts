import { baseName, joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { byCodeUnit, sortedUnique } from '../value.js'
import type { PythonDependency, RequirementsFile } from './python-facts.js'
import { dependenciesOf, isVcs } from './requirement.js'

/** A requirements file with its own requirements. */
export interface ParsedRequirements extends RequirementsFile {
  readonly dependencies: readonly PythonDependency[]
}

/** Names of files, extras and groups that production does not install. */
export const developmentName =
  /(?:^|[-_.])(?:dev(?:el|elop|elopment)?|tests?|testing|lint(?:ing)?|docs?|local|ci|debug|typing|types|style|qa|build|optional|extras?)(?:[-_.]|$)/

/** `requirements.txt` and `requirements/production.txt` are what a container installs. */
const roleOf = (path: string): RequirementsFile['role'] => {
  const name = baseName(path).replace(/\.(?:txt|in|pip)$/, '')
  if (developmentName.test(name)) return 'dev'
  if (/^requirements$/.test(name) || /(?:^|[-_.])(?:prod|production|main|base|deploy|common)(?:[-_.]|$)/.test(name))
    return 'main'
  return 'other'
}

/** Joins lines that end in a backslash and drops comments, as pip does. */
const logicalLines = (text: string): readonly string[] =>
  text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').trim())
    .filter((line) => line !== '')

const option = (line: string, names: readonly string[]): string | undefined => {
  for (const name of names) {
    if (!line.startsWith(name)) continue
    const rest = line.slice(name.length)
    const value =
      /^(?:\s*=\s*|\s+)(\S.*)$/.exec(rest)?.[1] ?? (name.length === 2 ? /^(\S.*)$/.exec(rest)?.[1] : undefined)
    if (value !== undefined) return value.trim().replace(/^["']|["']$/g, '')
  }
  return undefined
}

const localPath = (text: string): string | undefined => {
  const target = text
    .replace(/^[\w.-]+\s*@\s*/, '')
    .replace(/^file:(?:\/\/)?/, '')
    .replace(/\[[^\]]*\]\s*$/, '')
    .replace(/\s*;.*$/, '')
  return /^\.{1,2}(?:$|\/)/.test(target) ||
    /^[\w./-]+\.(?:whl|tar\.gz|zip)$/.test(target) ||
    (/^[\w./-]+\/[\w./-]*$/.test(target) && !target.startsWith('/'))
    ? target
    : undefined
}

/** Reads one requirements file; what it includes is named, not merged. */
export const parseRequirements = (path: string, text: string): ParsedRequirements => {
  const folder = parentPath(path)
  const includes: string[] = []
  const constraints: string[] = []
  const localPaths: string[] = []
  const indexes: string[] = []
  const requirements: string[] = []
  let vcs = false
  let hashed = 0
  for (const line of logicalLines(text)) {
    const include = option(line, ['-r', '--requirement'])
    const constraint = option(line, ['-c', '--constraint'])
    const index = option(line, ['--extra-index-url', '--index-url', '-i', '--find-links', '-f'])
    if (include !== undefined) includes.push(joinPath(folder, include))
    else if (constraint !== undefined) constraints.push(joinPath(folder, constraint))
    else if (index !== undefined) indexes.push(index)
    else if (!line.startsWith('-') || line.startsWith('-e') || line.startsWith('--editable')) {
      const target = option(line, ['-e', '--editable']) ?? line
      const local = localPath(target)
      if (isVcs(target)) vcs = true
      // pip takes a local path from where it is started, which is the service's folder.
      if (local !== undefined) localPaths.push(joinPath(local))
      else requirements.push(target.replace(/\s--(?:hash|global-option|config-settings)[= ].*$/, ''))
      if (/\s--hash[= ]/.test(line)) hashed++
    }
  }
  return {
    path,
    role: roleOf(path),
    includes: sortedUnique(includes),
    constraints: sortedUnique(constraints),
    localPaths: sortedUnique(localPaths),
    vcs,
    hashed: hashed > 0 && hashed >= requirements.length,
    indexes: sortedUnique(indexes),
    dependencies: dependenciesOf(requirements, 'main'),
  }
}

const isRequirements = (name: string): boolean =>
  name.endsWith('.txt') && /^requirements.*\.txt$|[-_.]requirements\.txt$|^requires\.txt$/.test(name)

/** The requirements files of a project and those that they include, production's first. */
export const readRequirements = (project: Project): readonly ParsedRequirements[] => {
  const found = new Map<string, ParsedRequirements>()
  const add = (path: string): void => {
    if (found.has(path) || leaves(path)) return
    const text = project.text(path)
    if (text === undefined) return
    const parsed = parseRequirements(path, text)
    found.set(path, parsed)
    for (const include of parsed.includes) add(include)
  }
  for (const { name, kind } of project.list('.')) if (kind === 'file' && isRequirements(name)) add(name)
  for (const { name, kind } of project.list('requirements'))
    if (kind === 'file' && name.endsWith('.txt')) add(`requirements/${name}`)
  const rank = ({ path, role }: ParsedRequirements): number =>
    path === 'requirements.txt' ? 0 : { main: /prod|deploy/.test(path) ? 1 : 2, other: 3, dev: 4 }[role]
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.path, b.path))
}

/** What installing a file installs: its own requirements and those of the files that it includes. */
export const installedBy = (
  file: ParsedRequirements,
  all: readonly ParsedRequirements[],
): readonly ParsedRequirements[] => {
  const result = new Set([file])
  for (const one of result)
    for (const path of one.includes) for (const other of all) if (other.path === path) result.add(other)
  return [...result]
}
