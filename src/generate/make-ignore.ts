import { dirname } from 'node:path'
import { analyse } from '../analysis/analyse.js'
import { contextSources } from '../analysis/context-sources.js'
import type { Assembled } from '../builders/assemble.js'
import {
  deriveIgnore,
  type IgnoreFile,
  type IgnoreSection,
  mergedSection,
  parseIgnoreFile,
  readSections,
  renderIgnore,
} from '../ignore/index.js'
import { GenDockerfileError } from '../model/error.js'
import { type FileTree, findInTree, type TreeNode } from '../model/file-tree.js'
import { textOnDisk } from './disk-state.js'
import { foreignIgnore, type IgnoreLocation, ignoreLocation, languagesOf, presentIgnore } from './ignore-file.js'
import type { MadeFile } from './made-file.js'
import { markerComment, sealMarker } from './marker.js'
import { pathFrom } from './paths.js'
import type { SourceFile } from './source-file.js'

/** The ignore file of a target. */
export interface MadeIgnore {
  /** What is to be written: one file, or none. */
  readonly files: readonly MadeFile[]
  /** Where the file in force is, absolute, and its text; also of one that is not written by us. */
  readonly file: string | undefined
  readonly text: string | undefined
  /** What that says, where it is known without reading it. */
  readonly read?: IgnoreFile
  readonly notes: readonly string[]
}

/** Where the Dockerfile of a target goes. */
interface Place {
  /** Absolute. */
  readonly output: string
  /** The build context, absolute. */
  readonly context: string
  readonly source: SourceFile
  /** What the context holds. */
  readonly tree: FileTree
}

const derivedSections = (assembled: Assembled, place: Place): readonly IgnoreSection[] => {
  const sources = contextSources(analyse(assembled.document))
  // Stages copy much the same.
  const copied = new Set<TreeNode | undefined>()
  for (const { path, known } of sources) {
    copied.add(known?.plain === path ? known.nodeIn(place.tree) : findInTree(place.tree, path))
  }
  return deriveIgnore(sources, { languages: languagesOf(place.source.folder, place, copied) }).sections
}

/** What is derived, and behind it what somebody wrote. */
const withForeign = (
  sections: readonly IgnoreSection[],
  foreign: string,
  { source }: Place,
): readonly IgnoreSection[] => {
  const name = source.display(foreign)
  const text = textOnDisk(foreign, name) ?? ''
  const [problem] = parseIgnoreFile(text).problems
  if (problem !== undefined) {
    throw new GenDockerfileError({
      code: 'invalid-ignore-pattern',
      message: `\`${name}\` cannot be merged: ${problem.message}`,
      hint: problem.hint,
      place: { file: name, line: problem.span.start.line },
    })
  }
  const merged = mergedSection(sections, text)
  return merged === undefined ? sections : [...sections, merged]
}

/** The marker and a blank line. */
const linesAbove = 2

const bodyOf = (
  assembled: Assembled,
  foreign: string | undefined,
  place: Place,
): { readonly body: string; readonly read?: IgnoreFile } => {
  const { ignore } = assembled
  if (typeof ignore === 'object') return { body: ignore.render() }
  const derived = derivedSections(assembled, place)
  const sections = ignore === 'merge' && foreign !== undefined ? withForeign(derived, foreign, place) : derived
  return { body: renderIgnore(sections), read: readSections(sections, linesAbove) }
}

/** What is to be told about the file, of what somebody else wrote. */
const notesOf = (
  { ignore }: Assembled,
  { file, foreign, merged }: IgnoreLocation & { readonly merged: string | undefined },
  source: SourceFile,
): readonly string[] => {
  const notes: string[] = []
  if (merged === undefined && ignore === 'merge') {
    notes.push(
      `There is no \`.dockerignore\` of your own to merge, so \`${source.display(file)}\` holds what is derived.`,
    )
  }
  if (foreign !== undefined) {
    const name = source.display(file)
    const stays = `\`${source.display(foreign)}\` is not ours and stays as it is;`
    notes.push(
      merged === undefined
        ? `${stays} \`${name}\` is written instead, which BuildKit prefers.`
        : `${stays} its patterns are at the end of \`${name}\`, which BuildKit prefers.`,
    )
  }
  return notes
}

/** Makes the text of the ignore file that belongs to a Dockerfile. */
export const makeIgnore = (assembled: Assembled, place: Place): MadeIgnore => {
  const { output, context, source } = place
  if (assembled.ignore === false) return { files: [], ...presentIgnore(output, context), notes: [] }
  const location = ignoreLocation(output, context)
  const { file } = location
  const merged = assembled.ignore === 'merge' ? foreignIgnore(context) : undefined
  const { body, read } = bodyOf(assembled, merged, place)
  const text = sealMarker(`# ${markerComment(pathFrom(dirname(file), source.file))}\n\n${body}`)
  const notes = notesOf(assembled, { ...location, merged }, source)
  const made = { files: [{ kind: 'ignore' as const, output: file, text }], file, text, notes }
  return read === undefined ? made : { ...made, read }
}
