import { showBytes } from '../byte-size.js'
import { byPattern, type Detector, folderOf, naming, nameOf, sumOf } from './finding.js'

interface KnownDirectory {
  readonly rule: 'context-version-control' | 'context-host-files'
  readonly what: string
  readonly why: string
  /** A file that lies beside such a directory; without it, the name means something else. */
  readonly beside?: string
  /** A file that lies in it. */
  readonly within?: string
}

const history = {
  rule: 'context-version-control',
  what: 'the history of the repository',
  why: 'every commit changes it and so spoils the cache of a `COPY . .`, and it holds what was ever committed, secrets too',
} as const

const packages = {
  rule: 'context-host-files',
  what: 'packages that were installed on this machine',
  why: 'the image installs its own, for its own platform, and a `COPY . .` would overwrite them',
} as const

const leftovers = {
  rule: 'context-host-files',
  what: 'caches of this machine',
  why: 'they change with every run here and so spoil the cache of a `COPY . .`',
} as const

const directories: Readonly<Record<string, KnownDirectory>> = {
  '.git': history,
  '.hg': history,
  '.svn': history,
  '.jj': history,
  node_modules: packages,
  bower_components: packages,
  '.venv': packages,
  venv: { ...packages, within: 'pyvenv.cfg' },
  env: { ...packages, within: 'pyvenv.cfg' },
  __pycache__: leftovers,
  '.pytest_cache': leftovers,
  '.mypy_cache': leftovers,
  '.ruff_cache': leftovers,
  '.tox': leftovers,
  '.nox': leftovers,
  '.gradle': leftovers,
  '.terraform': leftovers,
  '.turbo': leftovers,
  '.parcel-cache': leftovers,
  target: {
    ...leftovers,
    what: 'what was compiled on this machine',
    why: 'the image compiles its own, and it is large and changes with every build',
    beside: 'Cargo.toml',
  },
}

/** Directories that a build does not need and that belong to this machine: `.git`, `node_modules`, `.venv`, `target`. */
export const detectDirectories = (): Detector => {
  const found: string[] = []
  const marks = new Set<string>()
  const wanted = new Set(Object.values(directories).flatMap(({ beside, within }) => [beside ?? within ?? '']))
  let outermost: string | undefined
  return {
    directory: (path) => {
      if (outermost !== undefined && path.startsWith(outermost)) return
      if (!Object.hasOwn(directories, nameOf(path))) return
      found.push(path)
      // What a mark is still to tell may be nothing, and then hides nothing.
      const { beside, within } = directories[nameOf(path)] ?? {}
      if (beside === undefined && within === undefined) outermost = `${path}/`
    },
    file: ({ path }) => {
      if (wanted.has(nameOf(path))) marks.add(path)
    },
    findings: (sizeOf) => {
      const join = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
      const sure = found.flatMap((path) => {
        const known = directories[nameOf(path)]
        if (known === undefined) return []
        const { beside, within } = known
        if (beside !== undefined && !marks.has(join(folderOf(path), beside))) return []
        if (within !== undefined && !marks.has(join(path, within))) return []
        const size = sizeOf(path)
        return size.files === 0 ? [] : [{ path, known, pattern: `**/${nameOf(path)}`, ...size }]
      })
      return byPattern(sure).map((group) => {
        const { rule, what, why } = group[0].known
        const sum = sumOf(group)
        return {
          rule,
          codes: [],
          severity: 'warning',
          message: `${naming(group)} (${showBytes(sum.bytes)}) ${group.length === 1 ? 'is' : 'are'} sent to the builder: ${what}; ${why}.`,
          pattern: group[0].pattern,
          ...sum,
        }
      })
    },
  }
}
