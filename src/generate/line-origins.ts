import { dirname, resolve } from 'node:path'
import type { Place } from '../model/place.js'
import { renderDocument } from '../renderer/index.js'
import { buildServices } from './build-services.js'
import { isSameText, markedSource, markerComment, sealMarker } from './marker.js'
import type { SelectOptions } from './options.js'
import { pathFrom } from './paths.js'
import { openSession } from './session.js'

/** Where the lines of a generated Dockerfile come from. */
export type LineOrigins =
  | {
      readonly kind: 'current'
      /** By line, counting from 1, as the user knows the file. */
      readonly places: ReadonlyMap<number, Place>
    }
  /** Its source would make another one now, or cannot be loaded. */
  | { readonly kind: 'stale'; readonly source: string }

const isScript = (file: string): boolean => /\.[cm]?[jt]s$/.test(file)

/**
 * Finds the lines of `dockerfile.ts` that made the lines of a Dockerfile, by making it again in memory. Undefined for a file
 * that is not ours, and for one that only a configuration describes.
 *
 * @param file absolute
 * @param text what it holds
 */
export const lineOrigins = async (
  file: string,
  text: string,
  options: Pick<SelectOptions, 'cwd' | 'library'>,
): Promise<LineOrigins | undefined> => {
  const marked = markedSource(text)
  if (marked === undefined || !isScript(marked)) return undefined
  const path = resolve(dirname(file), marked)
  const places = new Map<number, Place>()
  let isCurrent = false
  await buildServices(openSession({ ...options, paths: [path] }), ({ source, assembled, output }) => {
    if (output !== file) return
    const marker = markerComment(pathFrom(dirname(output), source.file))
    const rendered = renderDocument(assembled.document, { marker })
    isCurrent = isSameText(text, sealMarker(rendered.text))
    for (const [index, line] of rendered.lines.entries()) {
      if (line?.origin !== undefined) places.set(index + 1, line.origin)
    }
  })
  return isCurrent ? { kind: 'current', places } : { kind: 'stale', source: pathFrom(options.cwd, path) }
}
