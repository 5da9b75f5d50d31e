import type { Colors } from './colors.js'
import type { Diagnostic } from '../model/diagnostic.js'
import type { Place } from '../model/place.js'
import { codeFrame, frameLines } from './code-frame.js'
import { severityHues } from './severity-hues.js'
import { visible } from './visible.js'

/** What spelling a finding needs besides the finding. */
export interface FindingTextOptions {
  readonly colors: Colors
  readonly readSource: (file: string) => string | undefined
  /** The lines of a file, for the frame of a finding that no line of a `dockerfile.ts` is behind. */
  readonly linesOf?: (file: string) => readonly string[] | undefined
}

/** A message may have several lines. */
const shown = (text: string): string => text.split('\n').map(visible).join('\n')

const placeText = ({ file, line, column }: Place): string =>
  [file, line, column].filter((part) => part !== undefined).join(':')

/** The user's line, and the line of the Dockerfile behind it where that is known. */
const whereOf = ({ origin, file, span }: Diagnostic): readonly string[] => {
  const generated = file === undefined || span === undefined ? file : `${file}:${span.start.line}:${span.start.column}`
  if (origin === undefined) return generated === undefined ? [] : [generated]
  return [placeText(origin), ...(generated === undefined || origin.file === file ? [] : [generated])]
}

/** A place that is a file without a line says nothing where the message names that file. */
const isSaid = ({ message, file, origin, span }: Diagnostic): boolean =>
  origin?.line === undefined && span === undefined && message.includes(`\`${origin?.file ?? file}\``)

/** The lines around the place that the user can change. */
const frameOf = (
  { origin, file = '', span, severity }: Diagnostic,
  { readSource, linesOf }: FindingTextOptions,
): readonly string[] => {
  const context = severity === 'error' ? 2 : 0
  if (origin === undefined) {
    const lines = span === undefined ? undefined : linesOf?.(file)
    return span === undefined || lines === undefined ? [] : codeFrame(lines, { file, ...span.start }, context)
  }
  const source = origin.line === undefined ? undefined : readSource(origin.file)
  return source === undefined ? [] : codeFrame(frameLines(source), origin, context)
}

/**
 * A finding for people: severity and message, the place, the lines around it, and what to do.
 */
export const findingText = (finding: Diagnostic, options: FindingTextOptions): string => {
  const { severity, message, hint, rule } = finding
  const { colors } = options
  const [where, ...others] = isSaid(finding) ? [] : whereOf(finding).map(visible)
  const behind = others.length === 0 ? '' : colors.dim(` (${others.join(', ')})`)
  return [
    `${colors[severityHues[severity]](`${severity}:`)} ${shown(message)}${colors.dim(` [${rule}]`)}`,
    ...(where === undefined ? [] : [`  at ${colors.cyan(where)}${behind}`]),
    ...frameOf(finding, options).map((line) => `  ${line.startsWith('>') ? line : colors.dim(line)}`),
    ...(hint === undefined ? [] : [`  ${colors.dim('hint:')} ${shown(hint)}`]),
  ].join('\n')
}
