import type { FactPlace, NativeNeed, PortFact, VersionFact } from '../common-facts.js'

/** A `package main` with a `func main`. */
export interface GoMain {
  /** The folder, as `go build` wants it: `.` or `./cmd/api`. */
  readonly dir: string
  /** The binary's name: the last part of the folder, or of the module path for `.` (without `/v2`). */
  readonly name: string
  /** It lies in a folder for generators, scripts, examples or tests (`./tools/gen`, `./internal/x`): not what an image is for. */
  readonly auxiliary?: true
}

/**
 * What the module's packages say that a program is compiled from, as files for Linux without tags show it. A module of several
 * programs says more: the C code, the port, the embedded folder of another one.
 */
export interface GoProgram {
  /** Its packages that import "C": paths of the files. */
  readonly cgoFiles: readonly string[]
  readonly embeds: readonly GoEmbed[]
  readonly runtimeDirs: readonly string[]
  readonly versionVariables: readonly string[]
  /** As in the facts of the module. */
  readonly imports: readonly string[]
  readonly port?: PortFact
}

/** A `replace` whose target is a folder. */
export interface GoLocalReplace {
  readonly module: string
  /** As written: `../shared`. */
  readonly path: string
  /** The target is outside the module's own folder. */
  readonly outside: boolean
  readonly place: FactPlace
}

/** A `//go:embed` line. */
export interface GoEmbed {
  /** Patterns joined to the folder of the file: `web/dist`, `internal/db/migrations/*.sql`. */
  readonly patterns: readonly string[]
  readonly place: FactPlace
}

/** A `//go:embed` line in a file that a plain build leaves out. */
export interface GoTaggedEmbed extends GoEmbed {
  /** The build tags that its constraint names: `['ui']` of `//go:build ui`. */
  readonly tags: readonly string[]
}

/** A module of the workspace that the program is compiled from. Paths are relative to the workspace's root. */
export interface GoMember {
  readonly module: string
  /** `libs/log`, `.` for the root. */
  readonly dir: string
  /** Files and folders that its packages embed, with wildcards as written. */
  readonly embeds: readonly string[]
  /** The same of files that a plain build leaves out, with the tags that their constraints name. */
  readonly taggedEmbeds: readonly { readonly patterns: readonly string[]; readonly tags: readonly string[] }[]
  /** Own packages import "C". */
  readonly cgo: boolean
  /** Own packages have files in assembly. */
  readonly assembly: boolean
}

/** What the build of a workspace's module needs of the others. */
export interface GoWorkspace {
  /** The modules that the program is compiled from, its own among them, by folder. */
  readonly members: readonly GoMember[]
  /** Folders of all modules of the workspace that have a go.sum. */
  readonly sums: readonly string[]
  /**
   * Folders that are no members, but that go.work or some go.mod puts in the place of a module; `compiled` when go.work does, or
   * a module that the program is compiled from.
   */
  readonly replaced: readonly { readonly dir: string; readonly compiled: boolean }[]
  /** go.mod requires every other member that is needed, so its own vendor folder holds them. */
  readonly vendored: boolean
  /**
   * The module builds without go.work as with it: go.mod requires and replaces every other member that it needs, by a folder.
   * These are the folders of those members, and of others that it replaces.
   */
  readonly standalone?: readonly string[]
}

/** What a go.mod and the sources say. */
export interface GoFacts {
  readonly module: string
  /** From `toolchain go1.26.1` when it is newer than the `go` line, else from `go`. Images set GOTOOLCHAIN=local, so this is a minimum. */
  readonly goVersion: VersionFact<'go' | 'toolchain'>
  /** The `go` line as written: `1.24.0`. */
  readonly go?: string
  /** The `toolchain` line as written: `go1.26.1`. */
  readonly toolchain?: string
  /** go.mod requires something. */
  readonly hasDependencies: boolean
  readonly hasGoSum: boolean
  /** `vendor/modules.txt` is there: nothing is downloaded. */
  readonly vendored: boolean
  /** `go.work` in this folder or above it names this module. */
  readonly workFile?: string
  readonly workSum?: string
  readonly workspace?: GoWorkspace
  /** Sorted by folder, the root first; auxiliary ones behind the others. */
  readonly mains: readonly GoMain[]
  /** What is known of each program alone, by the folder of its main package as `mains` has it. */
  readonly programs: Readonly<Record<string, GoProgram>>
  /**
   * Own packages import "C" (paths of the files), or known dependencies need cgo; in a workspace also those of the members
   * that the program is compiled from.
   */
  readonly cgo: { readonly required: boolean; readonly files: readonly string[]; readonly packages: readonly string[] }
  readonly native: readonly NativeNeed[]
  /** Own packages have files in assembly. */
  readonly assembly: boolean
  readonly embeds: readonly GoEmbed[]
  readonly taggedEmbeds: readonly GoTaggedEmbed[]
  readonly localReplaces: readonly GoLocalReplace[]
  /** Folders, and files with data beside go.mod, that the program seems to read at run time (templates, static files): a hint. */
  readonly runtimeDirs: readonly string[]
  /** Packages of fetched modules that the program's own modules import on every platform and with all tags, sorted. */
  readonly imports: readonly string[]
  /** Modules that go.mod requires directly, sorted. */
  readonly requires: readonly string[]
  /** A variable that `-ldflags -X` usually sets: `main.version`. */
  readonly versionVariables: readonly string[]
  readonly port?: PortFact
}
