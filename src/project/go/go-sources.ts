import type { PortFact } from '../common-facts.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import { scanSources, type ScannedFile } from '../source-scan.js'
import { byCodeUnit, sortedUnique } from '../value.js'
import type { GoEmbed, GoMain } from './go-facts.js'
import { goImportPaths } from './go-import-paths.js'
import { readGoPort } from './go-port.js'

/** The operating systems that a file name's ending may restrict it to (go/build's list, shortened). */
const foreignSystem =
  /_(?:windows|darwin|freebsd|openbsd|netbsd|plan9|solaris|aix|android|ios|js|wasip1|dragonfly|illumos)(?:_\w+)?\.go$/

/** Whether a file's name says that a build for Linux leaves it out: `open_windows.go`. */
export const isForeignSystem = (name: string): boolean => foreignSystem.test(name)

/** What a build for Linux with the constraint sees: tags that hold are `linux`, `unix`, `cgo`, the Go versions and both image processors. */
const holds = (tag: string): boolean => /^(?:linux|unix|cgo|amd64|arm64|gc|go1\.\d+)$/.test(tag)

/** Evaluates a `//go:build` expression: `linux && !appengine`. Anything strange counts as true. */
export const buildTagHolds = (expression: string): boolean => {
  const tokens = expression.match(/&&|\|\||!|\(|\)|[\w.]+/g) ?? []
  let index = 0
  const unary = (): boolean => {
    const token = tokens[index++]
    if (token === '!') return !unary()
    if (token === '(') {
      const inside = either()
      index++
      return inside
    }
    return token !== undefined && holds(token)
  }
  const both = (): boolean => {
    let result = unary()
    while (tokens[index] === '&&') {
      index++
      const next = unary()
      result &&= next
    }
    return result
  }
  const either = (): boolean => {
    let result = both()
    while (tokens[index] === '||') {
      index++
      const next = both()
      result ||= next
    }
    return result
  }
  return either()
}

/** Whether a file takes part in a plain `go build` for Linux. */
const isBuilt = (file: ScannedFile): boolean => {
  if (!file.source.includes('//go:build')) return true
  const packageClause = /^package\s/m.exec(file.bare)?.index ?? file.source.length
  const constraint = /^\/\/go:build\s+(.+)$/m.exec(file.source.slice(0, packageClause))?.[1]
  return constraint === undefined || buildTagHolds(constraint)
}

/** Whether a file has no constraint of its own: what only some processor or tag imports may not compile for another. */
const isAlwaysBuilt = ({ path, source }: ScannedFile): boolean =>
  !/^\/\/(?:go:build|\s*\+build)\b/m.test(source) &&
  !/_(?:amd64|arm64|arm|386|s390x|ppc64le|riscv64|loong64)\.go$/.test(path)

/** `main` of module `example.com/shop/v2` is `shop`; of `./cmd/api` it is `api`. */
const binaryName = (dir: string, module: string): string => {
  const path = dir === '.' ? module.replace(/\/v\d+$/, '') : dir
  return path.split('/').at(-1) ?? 'app'
}

const auxiliaryFolder =
  /(?:^|\/)(?:internal|tools?|hack|scripts?|examples?|_?samples?|tests?|testing|e2e|integration|benchmarks?|bench|mocks?|fixtures|gen|codegen|generators?|docs?|ci|\.github)(?:\/|$)/

const goMains = (files: readonly ScannedFile[], module: string): readonly GoMain[] => {
  const dirs = sortedUnique(
    files
      .filter(
        (file) =>
          /^package\s+main\b/m.test(file.source) &&
          /^package\s+main\b/m.test(file.bare) &&
          /^func\s+main\s*\(\s*\)/m.test(file.bare),
      )
      .map(({ path }) => parentPath(path)),
  )
  const mains = dirs.map((dir): GoMain => {
    const main = { dir: dir === '.' ? '.' : `./${dir}`, name: binaryName(dir, module) }
    return auxiliaryFolder.test(dir) ? { ...main, auxiliary: true } : main
  })
  return [...mains.filter((main) => main.auxiliary !== true), ...mains.filter((main) => main.auxiliary === true)]
}

const goEmbeds = (files: readonly ScannedFile[]): readonly GoEmbed[] =>
  files.flatMap((file) =>
    [...file.source.matchAll(/^[ \t]*\/\/go:embed[ \t]+(.+)$/gm)].flatMap((match): readonly GoEmbed[] => {
      const start = match.index + match[0].indexOf('//')
      // The same words inside a raw string are no directive: only a comment is blank in the masked code.
      if (file.code.slice(start, start + 10).trim() !== '') return []
      const patterns = (match[1]?.match(/"[^"]*"|`[^`]*`|\S+/g) ?? []).map((pattern) =>
        joinPath(parentPath(file.path), pattern.replace(/^["`]|["`]$/g, '').replace(/^all:/, '')),
      )
      return [{ patterns, place: { file: file.path, line: lineAt(file.source, match.index) } }]
    }),
  )

const importsC = (file: ScannedFile): boolean =>
  file.source.includes('"C"') && /^import\s+(?:\w+\s+)?"C"|^import\s*\((?:[^)]*\n)?\s*"C"/m.test(file.code)

const runtimeReads =
  /\b(?:http\.Dir|os\.DirFS|ParseGlob|ParseFiles|LoadHTMLGlob|LoadHTMLFiles|Static(?:FS|File)?|ReadFile|ReadDir|Open)\([^()\n]*?"(\.?\/?[\w-][\w./*-]*)"/

/** Folders whose names a program opens at run time: `template.ParseGlob("templates/*")`, `http.Dir("./static")`. */
const goRuntimeDirs = (project: Project, files: readonly ScannedFile[]): readonly string[] =>
  sortedUnique(
    files
      .filter(({ source }) => runtimeReads.test(source))
      .flatMap((file) => [...file.code.matchAll(new RegExp(runtimeReads, 'g'))])
      .map((match) => joinPath((match[1] ?? '').replace(/\*.*$/, '')).split('/')[0] ?? '.')
      .filter((dir) => dir !== '.' && dir !== '..' && project.has(dir, 'dir')),
  )

/** What the .go files of a module say. */
export interface GoSources {
  readonly mains: readonly GoMain[]
  readonly embeds: readonly GoEmbed[]
  readonly cgoFiles: readonly string[]
  /** Some package is written in assembly, too. */
  readonly assembly: boolean
  /** Import paths outside of the standard library, of files that are compiled on every platform and with all tags. */
  readonly imports: readonly string[]
  readonly runtimeDirs: readonly string[]
  readonly versionVariables: readonly string[]
  readonly port?: PortFact
}

/** Reads the sources that a build for Linux compiles; nested modules, testdata, vendor and `_`-folders are none of them. */
export const readGoSources = (project: Project, module: string): GoSources => {
  const scanned = scanSources(project, {
    language: 'go',
    extensions: ['.go', '.s'],
    skipFile: (name) =>
      name.endsWith('_test.go') || name.startsWith('_') || name.startsWith('.') || isForeignSystem(name),
    skipDir: (path, name) => name.startsWith('_') || project.has(joinPath(path, 'go.mod'), 'file'),
  })
  const files = scanned.filter((file) => file.path.endsWith('.go') && isBuilt(file))
  const mains = goMains(files, module)
  const port = readGoPort(files, mains)
  const mainDirs = new Set(mains.map(({ dir }) => joinPath(dir)))
  return {
    mains,
    embeds: goEmbeds(files),
    cgoFiles: files
      .filter(importsC)
      .map(({ path }) => path)
      .sort(byCodeUnit),
    assembly: scanned.some(({ path }) => path.endsWith('.s')),
    // The names of the standard library's packages have no dot in front of the first slash.
    imports: sortedUnique(files.filter(isAlwaysBuilt).flatMap(({ source }) => goImportPaths(source))).filter((path) =>
      /^[\w-]+(?:\.[\w-]+)+\/[\w./~-]+$/.test(path),
    ),
    runtimeDirs: goRuntimeDirs(project, files),
    versionVariables: sortedUnique(
      files
        .filter(({ path }) => mainDirs.has(parentPath(path)))
        .flatMap(({ bare }) => [
          ...bare.matchAll(
            // Not `\s`: comments are blank lines here, and there may be hundreds of them.
            /^(?:var)?[ \t]+(version|commit|Version|Commit|buildDate|BuildDate|date)[ \t]*(?:string)?[ \t]*=?[ \t]*"/gm,
          ),
        ])
        .map((match) => `main.${match[1]}`),
    ),
    ...(port === undefined ? {} : { port }),
  }
}
