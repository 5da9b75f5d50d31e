import type { Colors } from './colors.js'
import type { Diagnostic, Severity } from '../model/diagnostic.js'
import type { Place } from '../model/place.js'
import { codeFrame } from './code-frame.js'

const hues = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<Severity, keyof Colors>

/** What spelling a finding needs besides the finding. */
export interface FindingTextOptions {
  readonly colors: Colors
  readonly readSource: (file: string) => string | undefined
}

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

/**
 * A finding for people: severity and message, the place, the lines around it, and what to do.
 */
export const findingText = (finding: Diagnostic, { colors, readSource }: FindingTextOptions): string => {
  const { severity, message, hint, origin, rule } = finding
  const [where, ...others] = isSaid(finding) ? [] : whereOf(finding)
  const source = origin?.line === undefined ? undefined : readSource(origin.file)
  const frame =
    source === undefined || origin === undefined ? [] : codeFrame(source, origin, severity === 'error' ? 2 : 0)
  const behind = others.length === 0 ? '' : colors.dim(` (${others.join(', ')})`)
  return [
    `${colors[hues[severity]](`${severity}:`)} ${message}${colors.dim(` [${rule}]`)}`,
    ...(where === undefined ? [] : [`  at ${colors.cyan(where)}${behind}`]),
    ...frame.map((line) => `  ${line.startsWith('>') ? line : colors.dim(line)}`),
    ...(hint === undefined ? [] : [`  ${colors.dim('hint:')} ${hint}`]),
  ].join('\n')
}
