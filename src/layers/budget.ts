import { parseByteSize, showBytes } from '../context/byte-size.js'
import type { Diagnostic } from '../model/diagnostic.js'
import type { ImageReport } from './image-report.js'

/** The most that an image may have, in bytes or as a share of its size. */
export interface Limit {
  /** As the user wrote it. */
  readonly text: string
  readonly kind: 'bytes' | 'share'
  /** A share is from 0 to 1. */
  readonly value: number
}

/**
 * Reads a size, or a share such as `1%`. Undefined for what is neither.
 *
 * @example
 * ```ts
 * parseLimit('1.5%') // { text: '1.5%', kind: 'share', value: 0.015 }
 * ```
 */
export const parseLimit = (text: string): Limit | undefined => {
  const [, share] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? []
  if (share !== undefined) return { text, kind: 'share', value: Number(share) / 100 }
  const bytes = parseByteSize(text)
  return bytes === undefined ? undefined : { text, kind: 'bytes', value: bytes }
}

/** What an image may cost. */
export interface Budget {
  readonly maxSize?: Limit
  readonly maxWaste?: Limit
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.0995 ? 2 : 1)}%`

const finding = (rule: string, message: string, hint: string): Diagnostic => ({
  rule,
  codes: [],
  severity: 'error',
  message,
  hint,
})

const named = (texts: readonly string[]): string => texts.join(', ')

const mostCauses = 3

/** What makes an image cost more than it may, for a gate in a pipeline; nothing where it does not. */
export const budgetFindings = (report: ImageReport, { maxSize, maxWaste }: Budget): readonly Diagnostic[] => {
  const { image, bytes, wastedBytes, wasted, layers } = report
  const largest = [...layers.entries()].sort(([, left], [, right]) => right.bytes - left.bytes).slice(0, mostCauses)
  const tooLarge =
    maxSize !== undefined && bytes > maxSize.value
      ? [
          finding(
            'layers-size',
            `\`${image}\` has ${showBytes(bytes)}, more than \`--max-size ${maxSize.text}\` allows.`,
            `The most comes from ${named(largest.map(([index, layer]) => `layer ${index + 1} (${showBytes(layer.bytes)})`))}.`,
          ),
        ]
      : []
  const share = bytes === 0 ? 0 : wastedBytes / bytes
  const isWasteful = maxWaste !== undefined && (maxWaste.kind === 'share' ? share : wastedBytes) > maxWaste.value
  return isWasteful
    ? [
        ...tooLarge,
        finding(
          'layers-waste',
          `\`${image}\` wastes ${showBytes(wastedBytes)} (${percent(share)}), more than \`--max-waste ${maxWaste.text}\` allows.`,
          `Stored more than once, or deleted later: ${named(wasted.slice(0, mostCauses).map(({ path, bytes: each }) => `\`${path}\` (${showBytes(each)})`))}.`,
        ),
      ]
    : tooLarge
}
