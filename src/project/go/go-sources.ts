import type { PortFact } from '../common-facts.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import { scanSources, type ScannedFile } from '../source-scan.js'
import { byCodeUnit, sortedUnique } from '../value.js'
import type { GoEmbed, GoMain } from './go-facts.js'

/** The operating systems and processors that a file name's ending may restrict it to (go/build's list, shortened). */
const otherSystems =
  /_(?:windows|darwin|freebsd|openbsd|netbsd|plan9|solaris|aix|android|ios|js|wasip1|dragonfly|illumos)(?:_\w+)?\.go$/

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
  const packageClause = /^package\s/m.exec(file.bare)?.index ?? file.source.length
  const constraint = /^\/\/go:build\s+(.+)$/m.exec(file.source.slice(0, packageClause))?.[1]
  return constraint === undefined || buildTagHolds(constraint)
}

/** `main` of module `example.com/shop/v2` is `shop`; of `./cmd/api` it is `api`. */
const binaryName = (dir: string, module: string): string => {
  const path = dir === '.' ? module.replace(/\/v\d+$/, '') : dir
  return path.split('/').at(-1) ?? 'app'
}

const goMains = (files: readonly ScannedFile[], module: string): readonly GoMain[] => {
  const dirs = sortedUnique(
    files
      .filter(({ bare }) => /^package\s+main\b/m.test(bare) && /^func\s+main\s*\(\s*\)/m.test(bare))
      .map(({ path }) => parentPath(path)),
  )
  return dirs.map((dir) => ({ dir: dir === '.' ? '.' : `./${dir}`, name: binaryName(dir, module) }))
}

const goEmbeds = (files: readonly ScannedFile[]): readonly GoEmbed[] =>
  files.flatMap(({ path, source, bare }) =>
    [...source.matchAll(/^\/\/go:embed[ \t]+(.+)$/gm)].flatMap((match): readonly GoEmbed[] => {
      // Inside a raw string the same words are no directive: there, the mask has a quote before and after the blanks.
      if (!/import\s*(?:\([^)]*|_\s*)?"[^"]*"/.test(bare) || !source.includes('"embed"')) return []
      const patterns = (match[1]?.match(/"[^"]*"|`[^`]*`|\S+/g) ?? []).map((pattern) =>
        joinPath(parentPath(path), pattern.replace(/^["`]|["`]$/g, '').replace(/^all:/, '')),
      )
      return [{ patterns, place: { file: path, line: lineAt(source, match.index) } }]
    }),
  )

const importsC = ({ code }: ScannedFile): boolean =>
  /^import\s+(?:\w+\s+)?"C"|^import\s*\((?:[^)]*\n)?\s*"C"/m.test(code)

/** `http.ListenAndServe(":8080", …)`, `Addr: ":8080"`, gin's `Run(":8080")`, fiber's `Listen(":3000")`, or a default of a flag. */
const portPatterns: readonly RegExp[] = [
  /\b(?:ListenAndServe(?:TLS)?|Listen|Run|Start|StartServer|Serve)\(\s*(?:"tcp"\s*,\s*)?"[\w.[\]]*:(\d{2,5})"/g,
  /\bAddr(?:ess)?\s*:\s*"[\w.[\]]*:(\d{2,5})"/g,
  /\b(?:flag|pflag|fs|flags|\w*[fF]lagSet)\.(?:String|Int|Uint)\w*\(\s*(?:&?\w[\w.]*\s*,\s*)?"(?:\w*-)?(?:port|addr|address|listen|bind)[\w-]*"\s*,\s*(?:"\w"\s*,\s*)?"?[\w.[\]]*:?(\d{2,5})\b/g,
  /\b(?:port|addr|address|listenAddr|httpPort)\s*:?=\s*"[\w.[\]]*:?(\d{2,5})"/gi,
  /\b(?:[Gg]et[Ee]nv\w*|[Ee]nv\w*|env\.\w+)\(\s*"\w*PORT"\s*,\s*"?:?(\d{2,5})"?\s*\)/g,
]

const goPort = (files: readonly ScannedFile[], mains: readonly GoMain[]): PortFact | undefined => {
  const mainDirs = new Set(mains.map(({ dir }) => joinPath(dir)))
  const ordered = [...files].sort(
    (a, b) => Number(mainDirs.has(parentPath(b.path))) - Number(mainDirs.has(parentPath(a.path))),
  )
  const variable = ordered.some(({ code }) => /\b(?:Getenv|LookupEnv)\(\s*"PORT"/.test(code))
    ? { variable: 'PORT' }
    : {}
  for (const pattern of portPatterns) {
    for (const { path, code, source } of ordered) {
      const match = [...code.matchAll(pattern)].find((found) => Number(found[1]) <= 65_535)
      if (match === undefined) continue
      return {
        port: Number(match[1]),
        source: 'source',
        ...variable,
        place: { file: path, line: lineAt(source, match.index) },
      }
    }
  }
  return undefined
}

/** Folders whose names a program opens at run time: `template.ParseGlob("templates/*")`, `http.Dir("./static")`. */
const goRuntimeDirs = (project: Project, files: readonly ScannedFile[]): readonly string[] =>
  sortedUnique(
    files.flatMap(({ code }) =>
      [
        ...code.matchAll(
          /\b(?:http\.Dir|os\.DirFS|ParseGlob|ParseFiles|LoadHTMLGlob|LoadHTMLFiles|Static(?:FS|File)?|ReadFile|ReadDir|Open)\([^()\n]*?"(\.?\/?[\w-][\w./*-]*)"/g,
        ),
      ]
        .map((match) => joinPath((match[1] ?? '').replace(/\*.*$/, '')).split('/')[0] ?? '.')
        .filter((dir) => dir !== '.' && dir !== '..' && project.has(dir, 'dir')),
    ),
  )

/** What the .go files of a module say. */
export interface GoSources {
  readonly mains: readonly GoMain[]
  readonly embeds: readonly GoEmbed[]
  readonly cgoFiles: readonly string[]
  readonly runtimeDirs: readonly string[]
  readonly versionVariables: readonly string[]
  readonly port?: PortFact
}

/** Reads the sources that a build for Linux compiles; nested modules, testdata, vendor and `_`-folders are none of them. */
export const readGoSources = (project: Project, module: string): GoSources => {
  const files = scanSources(project, {
    language: 'go',
    extensions: ['.go'],
    skipFile: (name) =>
      name.endsWith('_test.go') || name.startsWith('_') || name.startsWith('.') || otherSystems.test(name),
    skipDir: (path, name) => name.startsWith('_') || project.has(joinPath(path, 'go.mod'), 'file'),
  }).filter(isBuilt)
  const mains = goMains(files, module)
  const port = goPort(files, mains)
  const mainDirs = new Set(mains.map(({ dir }) => joinPath(dir)))
  return {
    mains,
    embeds: goEmbeds(files),
    cgoFiles: files
      .filter(importsC)
      .map(({ path }) => path)
      .sort(byCodeUnit),
    runtimeDirs: goRuntimeDirs(project, files),
    versionVariables: sortedUnique(
      files
        .filter(({ path }) => mainDirs.has(parentPath(path)))
        .flatMap(({ bare }) => [
          ...bare.matchAll(
            /^(?:var\s+|\s+)(version|commit|Version|Commit|buildDate|BuildDate|date)\s*(?:string)?\s*=?\s*"/gm,
          ),
        ])
        .map((match) => `main.${match[1]}`),
    ),
    ...(port === undefined ? {} : { port }),
  }
}
