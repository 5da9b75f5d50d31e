import type { Heredoc } from '../model/heredoc.js'
import { brand, hasBrand } from './brand.js'
import { checkFilled, checkText, refuse, show } from './refuse.js'

/** A script of several lines for RUN; see {@link script}. */
export interface Script {
  readonly [brand]: 'script'
  readonly content: string
  readonly heredoc: Heredoc
}

/** Options of {@link script}. */
export interface ScriptOptions {
  /** The program that reads the script, such as `/usr/bin/env python3`; the stage's shell by default. */
  readonly interpreter?: string
  /** Whether the first failing command ends the script (`set -e`); true by default, for the stage's shell. */
  readonly errexit?: boolean
}

/** Whether a value was made by {@link script}. */
export const isScript = (value: unknown): value is Script => hasBrand(value, 'script')

/** The text without the indentation that all its lines share, ending in one newline. */
export const dedent = (text: string): string => {
  const lines = text
    .replace(/\r\n/g, '\n')
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
    .split('\n')
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0)
  const shared = indents.length > 0 ? Math.min(...indents) : 0
  return `${lines.map((line) => line.slice(Math.min(shared, /^[ \t]*/.exec(line)?.[0].length ?? 0))).join('\n')}\n`
}

/** A word that no line of the content equals, to end a heredoc with. */
export const terminatorFor = (content: string, wanted = 'EOF'): string => {
  const lines = new Set(content.split('\n').map((line) => line.replace(/\r+$/, '')))
  let name = wanted
  for (let count = 1; lines.has(name); count++) name = `${wanted}${count}`
  return name
}

/**
 * A script of several lines, which stops at the first failing command. Shared indentation is removed.
 *
 * @example
 * ```ts
 * stage().from('debian:trixie-slim').run(script(`
 *   mkdir /data
 *   chown 1000:1000 /data
 * `))
 * // FROM debian:trixie-slim
 * // RUN <<EOF
 * // set -e
 * // mkdir /data
 * // chown 1000:1000 /data
 * // EOF
 * ```
 * @throws GenDockerfileError `invalid-value` for an empty script.
 */
export const script = (text: string, options: ScriptOptions = {}): Script => {
  const { interpreter, errexit = interpreter === undefined } = options
  if (interpreter !== undefined && (/[\n\r]/.test(interpreter) || !interpreter.startsWith('/'))) {
    refuse(
      'invalid-value',
      `The interpreter ${show(interpreter)} is not a path.`,
      'Write it as after `#!`: `/usr/bin/env python3`.',
    )
  }
  if (interpreter !== undefined && errexit) {
    refuse('invalid-value', '`errexit` is for the shell and cannot be combined with `interpreter`.')
  }
  const body = dedent(checkFilled(text, 'The text of script()'))
  const content = `${interpreter === undefined ? '' : `#!${interpreter}\n`}${errexit ? 'set -e\n' : ''}${body}`
  const heredoc = { name: terminatorFor(content), content, expand: true, chomp: false, fd: 0 }
  return Object.freeze({ [brand]: 'script' as const, content, heredoc })
}

/** A file whose text stands in the Dockerfile; see {@link heredoc}. */
export interface InlineFile {
  readonly [brand]: 'heredoc'
  readonly heredoc: Heredoc
}

/** Options of {@link heredoc}. */
export interface HeredocOptions {
  /** The file's name where the destination is a directory. */
  readonly name?: string
  /** Whether Docker expands `$NAME` in the text; false by default. */
  readonly expand?: boolean
}

/** Whether a value was made by {@link heredoc}. */
export const isInlineFile = (value: unknown): value is InlineFile => hasBrand(value, 'heredoc')

/**
 * A small file whose text stands in the Dockerfile itself, as a source of {@link copy}.
 *
 * @example
 * ```ts
 * stage().from('nginx:1.29').copy(heredoc('User-agent: *\nDisallow: /\n'), '/usr/share/nginx/html/robots.txt')
 * // FROM nginx:1.29
 * // COPY <<"EOF" /usr/share/nginx/html/robots.txt
 * // User-agent: *
 * // Disallow: /
 * // EOF
 * ```
 * @throws GenDockerfileError `invalid-value` for a name that is not one, or that a line of the text equals.
 */
export const heredoc = (content: string, options: HeredocOptions = {}): InlineFile => {
  const { name, expand = false } = options
  const text = checkText(content, 'The text of heredoc()')
  const full = text === '' || text.endsWith('\n') ? text : `${text}\n`
  if (name !== undefined && !/^[A-Za-z0-9_][\w.-]*$/.test(name)) {
    refuse(
      'invalid-value',
      `The name ${show(name)} of a heredoc must be a file name of letters, digits, \`.\`, \`_\` and \`-\`.`,
    )
  }
  if (name !== undefined && terminatorFor(full, name) !== name) {
    refuse('invalid-value', `A line of the text is ${show(name)}, which would end the heredoc of that name.`)
  }
  return Object.freeze({
    [brand]: 'heredoc' as const,
    heredoc: { name: name ?? terminatorFor(full), content: full, expand, chomp: false, fd: 0 },
  })
}
