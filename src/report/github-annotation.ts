import type { Diagnostic, Severity } from '../model/diagnostic.js'

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>

/** A text as the message of a command. */
export const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

/** A command that makes an annotation; properties without a value are left out. */
export const annotation = (
  command: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string => {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  )
  return `::${command}${given.length === 0 ? '' : ` ${given.join(',')}`}::${data(message)}`
}

/** The annotation for a finding, at the line that the user can change. */
export const findingAnnotation = ({ severity, rule, message, hint, origin, file, span }: Diagnostic): string => {
  const place = origin ?? { file, line: span?.start.line, column: span?.start.column }
  const text = hint === undefined ? message : `${message}\n${hint}`
  return annotation(commands[severity], { file: place.file, line: place.line, col: place.column, title: rule }, text)
}
