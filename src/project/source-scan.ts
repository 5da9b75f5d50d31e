import { joinPath } from './path.js'
import type { Project } from './project.js'
import { maskSource, type MaskedSource, type SourceLanguage } from './source-mask.js'

/** A source file that a scan found. */
export interface ScannedFile extends MaskedSource {
  readonly path: string
  readonly source: string
}

/** Masks a file when somebody looks at its code: most files of a large repository mention nothing that matters. */
class LazilyMasked implements ScannedFile {
  readonly path: string
  readonly source: string
  readonly #language: SourceLanguage
  #masked: MaskedSource | undefined

  constructor(path: string, source: string, language: SourceLanguage) {
    this.path = path
    this.source = source
    this.#language = language
  }

  get code(): string {
    return this.#mask().code
  }

  get bare(): string {
    return this.#mask().bare
  }

  #mask(): MaskedSource {
    return (this.#masked ??= maskSource(this.source, this.#language))
  }
}

/** What to look at. */
export interface ScanOptions {
  readonly language: SourceLanguage
  /** File name endings: `['.py']`. */
  readonly extensions: readonly string[]
  /** Where to begin, relative to the service. */
  readonly from?: string
  readonly skipFile?: (name: string) => boolean
  /** Folders to leave out beside the usual ones; called with the path relative to the service. */
  readonly skipDir?: (path: string, name: string) => boolean
  /** A cheap test: files whose text it refuses are not masked and not returned. */
  readonly mentions?: RegExp
  /** Called where a repository is too large to be read to its end. */
  readonly onCut?: () => void
}

/** Dependencies, build outputs and test data are never sources; folders that begin with a dot are left out anyway. */
const skipped: Readonly<Record<SourceLanguage, ReadonlySet<string>>> = {
  js: new Set([
    'node_modules',
    'bower_components',
    'vendor',
    'dist',
    'build',
    'out',
    'coverage',
    'third_party',
    '__tests__',
  ]),
  python: new Set([
    'node_modules',
    'venv',
    'env',
    'virtualenv',
    'site-packages',
    '__pycache__',
    '__pypackages__',
    'dist',
    'build',
    'htmlcov',
    'third_party',
  ]),
  go: new Set(['node_modules', 'vendor', 'testdata']),
  rust: new Set(['node_modules', 'target', 'vendor']),
}

const fileCap = 4000
const byteCap = 24 * 1024 * 1024
const perFile = 512 * 1024
const depthCap = 16

/**
 * The source files of a service: breadth first and sorted by name, so that files near the root come first and the order is the same
 * everywhere. Symbolic links to folders are not followed, hidden folders and those of dependencies not entered, and a
 * repository that is too large is read only so far.
 */
export const scanSources = (project: Project, options: ScanOptions): readonly ScannedFile[] => {
  const found: ScannedFile[] = []
  let files = 0
  let bytes = 0
  let level: string[] = [joinPath(options.from ?? '.')]
  for (let depth = 0; depth < depthCap && level.length > 0; depth++) {
    const next: string[] = []
    for (const folder of level) {
      for (const { name, kind, link } of project.list(folder)) {
        const path = joinPath(folder, name)
        if (kind === 'dir') {
          const leaveOut =
            link === true ||
            name.startsWith('.') ||
            skipped[options.language].has(name) ||
            options.skipDir?.(path, name) === true
          if (!leaveOut) next.push(path)
          continue
        }
        if (!options.extensions.some((extension) => name.endsWith(extension)) || options.skipFile?.(name) === true)
          continue
        if (files >= fileCap || bytes >= byteCap) {
          options.onCut?.()
          return found
        }
        const source = project.text(path, perFile)
        if (source === undefined) continue
        files++
        bytes += source.length
        if (options.mentions?.test(source) === false) continue
        found.push(new LazilyMasked(path, source, options.language))
      }
    }
    level = next
  }
  return found
}
