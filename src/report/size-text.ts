import { showBytes } from '../context/byte-size.js'
import type { Colors } from './colors.js'

/** A number of files and their size. */
export interface Amount {
  readonly files: number
  readonly bytes: number
}

/**
 * Files and bytes for people.
 *
 * @example
 * ```ts
 * amountText({ files: 1200, bytes: 3_400_000 }) // '1,200 files, 3.40 MB'
 * ```
 */
export const amountText = ({ files, bytes }: Amount): string =>
  `${String(files).replace(/\B(?=(?:\d{3})+$)/g, ',')} file${files === 1 ? '' : 's'}, ${showBytes(bytes)}`

/** A part of a whole in percent, for a column. */
export const shareColumn = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((100 * part) / whole)}%`.padStart(4)

/** A size, for a column. */
export const sizeColumn = (bytes: number): string => showBytes(bytes).padStart(8)

/** How many characters a bar has. */
export const barWidth = 16

/** Lines below a title, with a blank line above; nothing where there are none. */
export const section = (title: string, lines: readonly string[], colors: Colors): readonly string[] =>
  lines.length === 0 ? [] : ['', colors.bold(title), ...lines]
