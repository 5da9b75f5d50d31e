import { readFileSync } from 'node:fs'
import { lineOrigins } from '../../generate/line-origins.js'
import type { LayerSource } from '../../layers/image-report.js'
import { type HistoryMatch, matchHistory } from '../../layers/match-history.js'
import type { ReadImage } from '../../layers/read-image.js'
import { codeOf, reasonFor } from '../../context/reason.js'
import { GenDockerfileError, isGenDockerfileError } from '../../model/error.js'
import type { Instruction } from '../../model/instruction.js'
import type { Place } from '../../model/place.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import { plural } from '../../report/plural.js'
import { decodeText } from '../decode-text.js'
import { library } from '../library/library.js'

/** The Dockerfile that an image may have been built from. */
export interface LayerDockerfile {
  /** Absolute. */
  readonly path: string
  /** As the user knows it. */
  readonly shown: string
  /** Whether the user named it; one that was only found has to fit as a whole. */
  readonly isNamed: boolean
}

/** The lines that made the layers, by the index of the history's entry, and what the user should know. */
export interface FoundSources {
  readonly sources: ReadonlyMap<number, LayerSource>
  readonly notes: readonly string[]
}

const nothing: FoundSources = { sources: new Map(), notes: [] }

const refuse = (shown: string, why: string): GenDockerfileError =>
  new GenDockerfileError({ code: 'dockerfile-unreadable', message: `\`${shown}\` cannot be read: ${why}.` })

const readText = ({ path, shown }: LayerDockerfile): string => {
  try {
    return decodeText(readFileSync(path))
  } catch (error) {
    throw refuse(shown, reasonFor(codeOf(error)))
  }
}

const matchOf = (
  { shown, isNamed }: LayerDockerfile,
  text: string,
  { history }: ReadImage,
): HistoryMatch | undefined => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) {
    if (isNamed) throw refuse(shown, `line ${parsed.error.line}: ${parsed.error.message.replace(/\.$/, '')}`)
    return undefined
  }
  const match = matchHistory(parsed.document, history, !isNamed)
  if (match !== undefined || !isNamed) return match
  throw new GenDockerfileError({
    code: 'dockerfile-mismatch',
    message:
      history.length === 0
        ? `The image has no history, so that nobody can tell which lines of \`${shown}\` made it.`
        : `The history of the image has none of the instructions of \`${shown}\`.`,
    hint: 'Name the Dockerfile that it was built from, or leave `--dockerfile` out.',
  })
}

const originsOf = async (
  { path, shown }: LayerDockerfile,
  text: string,
  cwd: string,
): Promise<{ readonly places: ReadonlyMap<number, Place>; readonly notes: readonly string[] }> => {
  try {
    const origins = await lineOrigins(path, text, { cwd, library })
    if (origins === undefined) return { places: new Map(), notes: [] }
    if (origins.kind === 'current') return { places: origins.places, notes: [] }
    const note = `\`${origins.source}\` would make another \`${shown}\` now, so that its lines are not shown.`
    return { places: new Map(), notes: [note] }
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    return { places: new Map(), notes: [`The lines behind \`${shown}\` are not shown: ${error.message}`] }
  }
}

/**
 * Finds the lines that made the layers of an image.
 *
 * @throws GenDockerfileError `dockerfile-unreadable`, `dockerfile-mismatch` for a Dockerfile that the user named
 */
export const layerSources = async (
  dockerfile: LayerDockerfile | undefined,
  image: ReadImage,
  cwd: string,
): Promise<FoundSources> => {
  if (dockerfile === undefined) return nothing
  const text = readText(dockerfile)
  const match = matchOf(dockerfile, text, image)
  if (match === undefined) return nothing
  const { places, notes } = await originsOf(dockerfile, text, cwd)

  const sourceOf = (instruction: Instruction, isBase: boolean): LayerSource | undefined => {
    const line = instruction.span?.start.line
    if (line === undefined) return undefined
    const origin = places.get(line)
    return { dockerfile: { file: dockerfile.shown, line }, ...(origin === undefined ? {} : { origin }), isBase }
  }
  const sources = new Map<number, LayerSource>()
  const first = Math.min(...match.instructions.keys())
  for (let index = 0; index < image.history.length; index++) {
    const own = match.instructions.get(index)
    const instruction = own ?? (index < first ? match.from : undefined)
    const source = instruction === undefined ? undefined : sourceOf(instruction, own === undefined)
    if (source !== undefined) sources.set(index, source)
  }
  const missed =
    match.missed.length === 0
      ? []
      : [
          `${plural(match.missed.length, 'instruction')} of \`${dockerfile.shown}\` ${match.missed.length === 1 ? 'is' : 'are'} not in the history of the image, which was built from another version of it.`,
        ]
  return { sources, notes: [...missed, ...notes] }
}
