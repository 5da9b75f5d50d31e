import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { look } from '../../disk/journal.js'
import { readFile } from '../../disk/read-file.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { fleetKinds, fleetOutput } from '../fleet/fleet-file.js'
import { markedSource, ownershipOf } from '../marker.js'
import { pathFrom } from '../paths.js'
import type { GenerateOutcome } from '../result.js'
import type { Session } from '../session.js'
import type { SourceFile } from '../source-file.js'
import { byFolder, type FilesByFolder, searchedFolders } from './searched-folders.js'
import { type WholeSources, wholeSources } from './whole-sources.js'

/** Where the marker stands: behind the directives at most. */
const headLength = 4096

/** The source that the marker of a file names, absolute. */
const sourceOf = (file: string): string | undefined => {
  const head = readFile(file, headLength)
  const source = head.kind === 'text' ? markedSource(head.text) : undefined
  return source === undefined || source.includes('*') ? undefined : resolve(dirname(file), source)
}

/** The files about all services: a run with some services does not make them. */
const fleetFiles = async (
  { configs, options: { cwd } }: Session,
  sources: readonly SourceFile[],
): Promise<readonly string[]> => {
  const folders = new Set([cwd, ...sources.flatMap(({ entry, file }) => (entry === undefined ? [dirname(file)] : []))])
  const files = await Promise.all(
    [...folders].map(async (folder) => {
      const config = await configs.of(folder).catch(() => undefined)
      return fleetKinds.map((kind) => fleetOutput(kind, { cwd: folder, config }))
    }),
  )
  return files.flat()
}

const toldOf = (file: string, source: string, display: (path: string) => string): Diagnostic => {
  const why = existsSync(source) ? 'asks for no such file' : 'is gone'
  const edited = ownershipOf(look.text(file)) === 'ours' ? '' : ' It was edited since.'
  return {
    rule: 'leftover-file',
    codes: [],
    severity: 'warning',
    message: `Nothing generates this file any more: \`${display(source)}\`, which its marker names, ${why}.${edited}`,
    hint: 'Delete it, or describe its service again: a build from it gets what was true before. Without the line of its marker it is yours.',
    file: display(file),
  }
}

/** Files with our marker that a run is not about, though it is about what they were made from, or nothing is left of that. */
const unasked = (
  folders: readonly string[],
  made: FilesByFolder,
  whole: WholeSources,
  { names }: Session,
): readonly { readonly file: string; readonly source: string }[] =>
  folders.flatMap((folder) => {
    const own = made.get(folder)
    return (names(folder) ?? []).flatMap((name) => {
      if (own?.has(name.toLowerCase()) === true) return []
      const file = join(folder, name)
      const source = sourceOf(file)
      return source !== undefined && (whole.files.has(source) || !existsSync(source)) ? [{ file, source }] : []
    })
  })

/**
 * Finds files that were generated once and that nothing generates any more: their service was taken out, renamed, or writes
 * elsewhere now. Only a source that a run was wholly about says so, and only in folders that the run has to do with.
 */
export const leftovers = async (
  session: Session,
  sources: readonly SourceFile[],
  outcome: GenerateOutcome,
): Promise<readonly Diagnostic[]> => {
  const { cwd } = session.options
  const display = (path: string): string => pathFrom(cwd, path)
  // What something that failed would write is not known.
  if (outcome.results.some(({ output }) => output === undefined)) return []
  const whole = wholeSources(sources, session.options)
  const outputs = outcome.results.flatMap(({ output }) => (output === undefined ? [] : [resolve(cwd, output)]))
  const made = byFolder([...outputs, ...(await fleetFiles(session, sources))])
  const found = unasked(searchedFolders(sources, made, whole), made, whole, session)
  if (found.length === 0) return []
  // Of two names of one file a run knows one.
  const real = new Set(outputs.map((output) => look.realPath(output)))
  return found
    .filter(({ file }) => !real.has(look.realPath(file)))
    .map(({ file, source }) => toldOf(file, source, display))
    .sort(({ file: left = '' }, { file: right = '' }) => (left < right ? -1 : left > right ? 1 : 0))
}
