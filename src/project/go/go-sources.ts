import type { PortFact } from '../common-facts.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { lineAt } from '../source-mask.js'
import { scanSources, type ScannedFile } from '../source-scan.js'
import { byCodeUnit, sortedUnique } from '../value.js'
import { constraintOf, constraintTags, isAlwaysBuilt, isBuilt, isForeignSystem } from './build-tags.js'
import type { GoEmbed, GoMain, GoProgram, GoTaggedEmbed } from './go-facts.js'
import { goImportPaths } from './go-import-paths.js'
import { goMains } from './go-mains.js'
import { goPorts } from './go-port.js'

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

/** Something that a file says, and the folder of its package. */
interface Said {
  readonly folder: string
  readonly name: string
}

/** Data that is better mounted: what quickstarts read to log in with. */
const secret = /secret|credential|token|passw|account|(?:^|[-_])(?:auth|key)/i

/** Files with data, which an image may hold; not what tools and secrets are called. */
const dataFile = /^\w[\w-]*\.(?:csv|html|ini|json|sql|tmpl|toml|txt|xml|ya?ml)$/

/** What a program opens at run time: folders, `template.ParseGlob("templates/*")`, and data beside go.mod, `os.ReadFile("items.json")`. */
const goRuntimeDirs = (project: Project, files: readonly ScannedFile[]): readonly Said[] =>
  files
    .filter(({ source }) => runtimeReads.test(source))
    .flatMap((file) =>
      [...file.code.matchAll(new RegExp(runtimeReads, 'g'))].map((match) => ({
        folder: parentPath(file.path),
        name: joinPath((match[1] ?? '').replace(/\*.*$/, '')).split('/')[0] ?? '.',
      })),
    )
    .filter(
      ({ name }) =>
        name !== '.' &&
        name !== '..' &&
        (project.has(name, 'dir') || (dataFile.test(name) && !secret.test(name) && project.has(name, 'file'))),
    )

/** `main.version` where a main package has such a variable. */
const goVersionVariables = (files: readonly ScannedFile[], mainDirs: ReadonlySet<string>): readonly Said[] =>
  files
    .filter(({ path }) => mainDirs.has(parentPath(path)))
    .flatMap(({ path, bare }) =>
      [
        ...bare.matchAll(
          // Not `\s`: comments are blank lines here, and there may be hundreds of them.
          /^(?:var)?[ \t]+(version|commit|Version|Commit|buildDate|BuildDate|date)[ \t]*(?:string[ \t]*)?(?:=[ \t]*)?"/gm,
        ),
      ].map((match) => ({ folder: parentPath(path), name: `main.${match[1]}` })),
    )

const names = (said: readonly Said[], folders: GoFolders): readonly string[] =>
  sortedUnique(said.filter(({ folder }) => folders.has(folder)).map(({ name }) => name))

/** Folders of packages. */
export type GoFolders = Pick<ReadonlySet<string>, 'has'>

/** What the .go files of a module say. */
export interface GoSources {
  readonly mains: readonly GoMain[]
  readonly embeds: readonly GoEmbed[]
  readonly taggedEmbeds: readonly GoTaggedEmbed[]
  readonly cgoFiles: readonly string[]
  /** Some package is written in assembly, too. */
  readonly assembly: boolean
  /** Import paths outside of the standard library, of files that are compiled on every platform and with all tags. */
  readonly imports: readonly string[]
  readonly runtimeDirs: readonly string[]
  readonly versionVariables: readonly string[]
  readonly port?: PortFact
  /** What is said in the packages of some folders, for the program of a main package. */
  readonly programOf: (main: GoMain, folders: GoFolders) => GoProgram
  /** What files that a plain build for Linux compiles import; nothing where there are too many to read them all. */
  readonly fileImports: readonly GoFileImports[]
}

/** What a file imports. */
export interface GoFileImports {
  readonly folder: string
  readonly imports: readonly string[]
  /** The file is compiled on every platform and with all tags. */
  readonly always: boolean
}

const importsOf = (file: ScannedFile): GoFileImports => ({
  folder: parentPath(file.path),
  imports: goImportPaths(file.source),
  always: isAlwaysBuilt(file),
})

/** What is imported from elsewhere in any case; the standard library's packages have no dot in front of the first slash. */
const foreignImports = (files: readonly GoFileImports[]): readonly Said[] =>
  files
    .filter(({ always }) => always)
    .flatMap(({ folder, imports }) =>
      imports.filter((name) => /^[\w-]+(?:\.[\w-]+)+\/[\w./~-]+$/.test(name)).map((name) => ({ folder, name })),
    )

const everywhere: GoFolders = { has: () => true }

/** Reads the sources that a build for Linux compiles; nested modules, testdata, vendor and `_`-folders are none of them. */
export const readGoSources = (project: Project, module: string): GoSources => {
  let isWhole = true
  const scanned = scanSources(project, {
    language: 'go',
    extensions: ['.go', '.s'],
    skipFile: (name) =>
      name.endsWith('_test.go') || name.startsWith('_') || name.startsWith('.') || isForeignSystem(name),
    skipDir: (path, name) => name.startsWith('_') || project.has(joinPath(path, 'go.mod'), 'file'),
    onCut: () => {
      isWhole = false
    },
  })
  const goFiles = scanned.filter((file) => file.path.endsWith('.go'))
  const files = goFiles.filter(isBuilt)
  const mains = goMains(files, module)
  const mainDirs = mains.map(({ dir }) => joinPath(dir))
  const embeds = goEmbeds(files)
  const cgoFiles = files
    .filter(importsC)
    .map(({ path }) => path)
    .sort(byCodeUnit)
  const runtimeDirs = goRuntimeDirs(project, files)
  const versionVariables = goVersionVariables(files, new Set(mainDirs))
  const fileImports = files.map(importsOf)
  const imports = foreignImports(fileImports)
  const ports = goPorts(files)
  const port = ports(mainDirs, () => true)
  return {
    mains,
    embeds,
    taggedEmbeds: goFiles.flatMap((file) => {
      const constraint = file.source.includes('//go:embed') ? constraintOf(file) : undefined
      if (constraint === undefined || isBuilt(file)) return []
      return goEmbeds([file]).map((embed) => ({ ...embed, tags: constraintTags(constraint) }))
    }),
    cgoFiles,
    assembly: scanned.some(({ path }) => path.endsWith('.s')),
    imports: names(imports, everywhere),
    runtimeDirs: names(runtimeDirs, everywhere),
    versionVariables: names(versionVariables, everywhere),
    ...(port === undefined ? {} : { port }),
    programOf: ({ dir }, folders) => {
      const own = joinPath(dir)
      const ownPort = ports([own], (folder) => folders.has(folder))
      return {
        embeds: embeds.filter(({ place }) => folders.has(parentPath(place.file))),
        cgoFiles: cgoFiles.filter((path) => folders.has(parentPath(path))),
        runtimeDirs: names(runtimeDirs, folders),
        versionVariables: names(versionVariables, new Set([own])),
        imports: names(imports, folders),
        ...(ownPort === undefined ? {} : { port: ownPort }),
      }
    },
    fileImports: isWhole ? fileImports : [],
  }
}
