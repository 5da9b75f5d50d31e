import type { PythonDependency } from './python-facts.js'

/** PEP 503's normal form: `Flask_SQLAlchemy` is `flask-sqlalchemy`. */
export const normalName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-')

/** One requirement of PEP 508 with where it comes from. */
export interface ParsedRequirement {
  readonly name: string
  readonly extras: readonly string[]
  readonly specifier: string
  /** After `@`: `git+https://…`, `file:///…`. */
  readonly url?: string
  readonly marker?: string
}

const pattern =
  /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(?:@\s*(\S+)|\(?([^;)]*)\)?)\s*(?:;\s*(.*))?$/

/**
 * Reads `uvicorn[standard]>=0.30,<1; python_version >= "3.9"`.
 *
 * @returns `undefined` when the text is no requirement.
 */
export const parseRequirement = (text: string): ParsedRequirement | undefined => {
  const match = pattern.exec(text.trim())
  if (match?.[1] === undefined) return undefined
  const [, name, extras, url, specifier = '', marker] = match
  if (specifier.trim() !== '' && !/^(?:[<>=!~]|\^)/.test(specifier.trim())) return undefined
  return {
    name: normalName(name),
    extras: (extras ?? '')
      .split(',')
      .map((extra) => extra.trim().toLowerCase())
      .filter((extra) => extra !== ''),
    specifier: specifier.replace(/\s+/g, ''),
    ...(url === undefined ? {} : { url }),
    ...(marker === undefined ? {} : { marker: marker.trim() }),
  }
}

/** Whether a marker can hold on Linux with CPython. Only plain comparisons of the platform are understood. */
export const holdsOnLinux = (marker: string | undefined): boolean => {
  if (marker === undefined || /\bor\b/.test(marker)) return true
  const platform = /\b(?:sys_platform|platform_system|os_name)\s*(==|!=)\s*['"](\w+)['"]/.exec(marker)
  if (platform === null) return true
  const linux = /^(?:linux|Linux|posix)$/.test(platform[2] ?? '')
  return platform[1] === '==' ? linux : !linux
}

/** Requirements that hold on Linux, as dependencies of a group. */
export const dependenciesOf = (lines: readonly string[], group: string): readonly PythonDependency[] =>
  lines.flatMap((line) => {
    const parsed = parseRequirement(line)
    if (parsed === undefined || !holdsOnLinux(parsed.marker)) return []
    return [{ name: parsed.name, extras: parsed.extras, specifier: parsed.specifier, group }]
  })

/** Whether a requirement comes from a version control system. */
export const isVcs = (text: string): boolean => /(?:^|[\s@=])(?:git|hg|svn|bzr)\+/.test(text)
