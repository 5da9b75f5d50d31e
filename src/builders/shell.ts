import type { Command, LayoutLine } from '../model/command.js'
import { brand, hasBrand } from './brand.js'
import { checkFilled, checkText, refuse, show } from './refuse.js'

/** A piece of shell script whose values are quoted; made by {@link sh} and {@link chain}. */
export interface Shell {
  readonly [brand]: 'shell'
  /** The lines as they are laid out; joined they are the script. */
  readonly lines: readonly string[]
}

/** Whether a value was made by {@link sh} or {@link chain}. */
export const isShell = (value: unknown): value is Shell => hasBrand(value, 'shell')

const makeShell = (lines: readonly string[]): Shell => Object.freeze({ [brand]: 'shell' as const, lines })

const plainArgument = /^[\w@%+=:,./-]+$/

/** One argument for a POSIX shell: as it stands where that is safe, else in single quotes. */
export const quoteArgument = (value: string | number): string => {
  if (typeof value === 'string' && plainArgument.test(value)) return value
  const text = checkText(Number.isFinite(value) ? String(value) : value, 'A value in sh``')
  if (/[\n\r]/.test(text)) {
    refuse(
      'line-break-in-value',
      `The value ${show(text)} in sh\`\` holds a line break, which a shell command on one line cannot carry.`,
      'Copy it as a file with `copy(heredoc(…), …)`, or write the command with `script(…)`.',
    )
  }
  return plainArgument.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

type ShellValue = string | number | Shell | readonly (string | number)[]

const insert = (value: ShellValue): string => {
  if (isShell(value)) return value.lines.join('')
  return Array.isArray(value) ? value.map(quoteArgument).join(' ') : quoteArgument(value as string | number)
}

/**
 * A shell command whose values are quoted, so that no value can become another command. An array gives one argument
 * for each item, another `sh` text goes in as it is.
 *
 * @example
 * ```ts
 * const message = "it's $5; rm -rf /"
 * stage().from('alpine:3.23').run(sh`echo ${message} > /motd`)
 * // FROM alpine:3.23
 * // RUN echo 'it'\''s $5; rm -rf /' > /motd
 * ```
 * @throws GenDockerfileError `invalid-value` for values that are not text, numbers, arrays of them or shell texts.
 */
export const sh = (strings: TemplateStringsArray, ...values: readonly ShellValue[]): Shell => {
  let text = strings.raw[0] ?? ''
  values.forEach((value, index) => {
    text += insert(value) + (strings.raw[index + 1] ?? '')
  })
  return makeShell(scriptLines(text))
}

/**
 * Commands of which each runs only if the one before succeeded, one a line.
 *
 * @example
 * ```ts
 * stage().from('debian:trixie-slim').run(chain('apt-get update', 'apt-get install -y --no-install-recommends git'))
 * // FROM debian:trixie-slim
 * // RUN apt-get update && \
 * //     apt-get install -y --no-install-recommends git
 * ```
 * @throws GenDockerfileError `invalid-value` without commands, or for one that is empty.
 */
export const chain = (...commands: readonly (string | Shell)[]): Shell => {
  if (commands.length === 0) refuse('invalid-value', 'chain() needs at least one command.')
  return makeShell(
    commands.flatMap((command, index) => {
      const lines = isShell(command) ? command.lines : scriptLines(checkFilled(command, 'A command of chain()'))
      const last = index === commands.length - 1
      return lines.map(
        (line, at) =>
          `${index > 0 || at > 0 ? '    ' : ''}${line.trimStart()}${!last && at === lines.length - 1 ? ' && ' : ''}`,
      )
    }),
  )
}

/** The physical lines of a script whose line breaks all stand behind a backslash. */
const scriptLines = (script: string): readonly string[] => {
  if (!script.includes('\n')) return [script.trim()]
  const lines = script.trim().split(/\r?\n/)
  return lines.map((line, index) => {
    if (index === lines.length - 1) return line
    if (/(?:^|[^\\])\\[ \t]*$/.test(line)) return line.replace(/\\[ \t]*$/, '')
    return refuse(
      'line-break-in-command',
      `The command ${show(script)} has a line break that is not continued with a backslash.`,
      'Use `chain(a, b)` for commands that follow each other, or `script(…)` for a longer script.',
    )
  })
}

/** The command that RUN, CMD, ENTRYPOINT and HEALTHCHECK take as a text or a list. */
export const commandOf = (value: string | Shell | readonly string[], what: string): Command => {
  if (Array.isArray(value)) {
    const name = `An argument of ${what}`
    return { form: 'exec', args: value.map((word) => checkText(word, name)) }
  }
  if (!isShell(value) && typeof value !== 'string') {
    return refuse(
      'invalid-value',
      `The command of ${what} must be a string or an array of strings, not ${show(value)}.`,
    )
  }
  const lines = isShell(value) ? value.lines : scriptLines(checkFilled(value, `The command of ${what}`))
  const layout = lines.map((text): LayoutLine => ({ kind: 'code', text }))
  return { form: 'shell', text: lines.join(''), ...(lines.length > 1 ? { layout } : {}) }
}
