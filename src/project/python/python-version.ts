import type { FactPlace, VersionFact } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { stringAt } from '../value.js'
import { toolVersion } from '../tool-versions.js'
import { factFromExact, factFromParts, factFromRange, type ReleaseLines } from '../version-fact.js'
import { overlaps, parseRange } from '../version-range.js'
import { ancestors } from '../workspace.js'
import { packagesWithoutWheel } from './lock-wheels.js'
import type { PythonVersionSource } from './python-facts.js'

/** The lines that an open range resolves to: first the one that nearly every package has wheels for. */
const pythonLines: ReleaseLines = [
  [3, 13],
  [3, 14],
  [3, 12],
  [3, 11],
  [3, 10],
  [3, 9],
  [3, 8],
  [3, 7],
  [3, 6],
  [2, 7],
]

type PythonVersion = VersionFact<PythonVersionSource>

/** A declaration in a file, before it is understood. */
interface Declaration {
  readonly declared: string
  readonly source: PythonVersionSource
  readonly place: FactPlace
}

const resolve = ({ declared, source, place }: Declaration, lines: ReleaseLines): PythonVersion | undefined => {
  const origin = { source, declared, place }
  const plain = declared.replace(/^(?:c?python)[-@ ]?/i, '').replace(/\+.*$|t$/, '')
  return factFromExact(plain, lines, origin) ?? factFromRange(declared, 'pep440', lines, origin)
}

/** The lines in the order in which an open range takes them: first those that most of the locked packages have wheels for. */
const linesFor = (lock: string | undefined): ReleaseLines => {
  if (lock === undefined) return pythonLines
  const missing = packagesWithoutWheel(lock)
  const rank = ([major, minor = 0]: readonly number[]): number => (major === 3 ? missing(minor) : Infinity)
  return [...pythonLines].sort((a, b) => rank(a) - rank(b) || 0)
}

const lineOf = (project: Project, file: string, needle: string): number => {
  const index = (project.text(file) ?? '').split('\n').findIndex((line) => line.includes(needle))
  return index === -1 ? 1 : index + 1
}

/** Everything that speaks of Python's version, the most exact first. */
const declarations = async (project: Project, pyproject: unknown): Promise<readonly Declaration[]> => {
  const found: Declaration[] = []
  const add = (
    source: PythonVersionSource,
    file: string,
    declared: string | undefined,
    needle = declared ?? '',
  ): void => {
    if (declared !== undefined && declared !== '')
      found.push({ declared, source, place: { file, line: lineOf(project, file, needle) } })
  }
  for (const folder of ancestors(project)) {
    const file = joinPath(folder, '.python-version')
    // pyenv accepts several lines, and names of virtual environments, which say nothing.
    const lines = (project.text(file) ?? '').split('\n').map((line) => line.replace(/#.*$/, '').trim())
    add(
      '.python-version',
      file,
      lines.find((line) => /^(?:c?python-?)?\d+(?:\.\d+)*t?$/i.test(line)),
    )
  }
  add('runtime.txt', 'runtime.txt', /^\s*(python-\d[\d.]*)\s*$/m.exec(project.text('runtime.txt') ?? '')?.[1])
  if (project.has('Pipfile', 'file')) {
    const pipfile = await project.toml('Pipfile', 'python')
    const key =
      stringAt(pipfile, 'requires', 'python_full_version') === undefined ? 'python_version' : 'python_full_version'
    add('Pipfile', 'Pipfile', stringAt(pipfile, 'requires', key), key)
  }
  for (const folder of ancestors(project)) {
    const file = joinPath(folder, '.tool-versions')
    add('.tool-versions', file, toolVersion(project.text(file) ?? '', ['python']), 'python')
  }
  add('requires-python', 'pyproject.toml', stringAt(pyproject, 'project', 'requires-python'), 'requires-python')
  add(
    'poetry',
    'pyproject.toml',
    stringAt(pyproject, 'tool', 'poetry', 'dependencies', 'python') ??
      stringAt(pyproject, 'tool', 'poetry', 'dependencies', 'python', 'version'),
    'python =',
  )
  return found
}

const reportConflicts = (project: Project, chosen: PythonVersion, all: readonly PythonVersion[]): void => {
  const set = parseRange(chosen.version, 'pep440')
  const other = all.find((fact) => {
    const range =
      fact.declared === undefined || fact.source === 'runtime.txt' ? undefined : parseRange(fact.declared, 'pep440')
    return fact !== chosen && set !== undefined && range !== undefined && !overlaps(set, range)
  })
  if (other === undefined) return
  const file = chosen.place?.file ?? 'pyproject.toml'
  project.report({
    kind: 'contradiction',
    ecosystem: 'python',
    file,
    ...(chosen.place?.line === undefined ? {} : { line: chosen.place.line }),
    message: `\`${file}\` asks for Python \`${chosen.declared}\`, but \`${other.source}\` in \`${other.place?.file}\` asks for \`${other.declared}\`: no version is both.`,
    hint: 'Make them agree, or set the version of Python with an option of the preset.',
  })
}

/**
 * The version of Python: .python-version, runtime.txt, Pipfile, .tool-versions, requires-python, poetry.
 *
 * @param lockfile its path; an open range takes the line that the locked packages have wheels for.
 */
export const readPythonVersion = async (
  project: Project,
  pyproject: unknown,
  lockfile?: string,
): Promise<PythonVersion> => {
  const lines = linesFor(lockfile === undefined ? undefined : project.text(lockfile))
  const facts = (await declarations(project, pyproject)).flatMap((declaration) => resolve(declaration, lines) ?? [])
  const [chosen] = facts
  if (chosen === undefined) return factFromParts<PythonVersionSource>(lines[0] ?? [], { source: 'default' })
  reportConflicts(project, chosen, facts)
  return chosen
}
