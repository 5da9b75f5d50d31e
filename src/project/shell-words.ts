/** A simple command: `NAME=value` words, then the command's own words. */
export interface SimpleCommand {
  readonly env: Readonly<Record<string, string>>
  readonly words: readonly string[]
}

const word = /(?:[^\s"'\\|&;<>()$`*?[\]{}#~!]|(?<=\S)[#~!]|\\[^\n]|"(?:[^"\\$`]|\\[^\n])*"|'[^']*')+/y

const unquote = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/g, (_, double?: string, single?: string, escaped?: string) =>
    double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$`])/g, '$1'),
  )

/**
 * Splits a command that needs no shell into words.
 *
 * @example
 * ```ts
 * simpleCommand('NODE_ENV=production node dist/main.js') // { env: { NODE_ENV: 'production' }, words: ['node', 'dist/main.js'] }
 * simpleCommand('npm run build && node .') // undefined
 * ```
 * @returns `undefined` when only a shell can run it: operators, variables, globs, open quotes.
 */
export const simpleCommand = (command: string): SimpleCommand | undefined => {
  const text = command.trim()
  const env: Record<string, string> = {}
  const words: string[] = []
  let offset = 0
  while (offset < text.length) {
    word.lastIndex = offset
    const match = word.exec(text)
    if (match === null) return undefined
    const assignment = words.length === 0 ? /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(match[0]) : null
    if (assignment?.[1] === undefined) words.push(unquote(match[0]))
    else env[assignment[1]] = unquote(assignment[2] ?? '')
    offset = word.lastIndex
    const gap = /\s+/y
    gap.lastIndex = offset
    if (offset < text.length && gap.exec(text) === null) return undefined
    offset = Math.max(offset, gap.lastIndex)
  }
  return words.length === 0 ? undefined : { env, words }
}
