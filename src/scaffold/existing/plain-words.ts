import type { Command } from '../../model/command.js'
import { simpleCommand } from '../../project/shell-words.js'
import type { StartSetting } from './setting.js'

/** The words of a command, or why it has none of its own. */
export type PlainWords = { readonly words: readonly string[] } | { readonly why: string }

const shells = /^(?:(?:\/usr)?\/bin\/)?(?:sh|bash|ash|dash)$/

const fromScript = (script: string): PlainWords => {
  // `exec` only takes the shell out of the way, and any failure means unhealthy.
  const simple = simpleCommand(script.replace(/^\s*exec\s+/, '').replace(/\s*\|\|\s*exit\s+1\s*;?\s*$/, ''))
  if (simple === undefined) return { why: 'it needs a shell' }
  const [variable] = Object.keys(simple.env)
  return variable === undefined ? { words: simple.words } : { why: `a shell has to set \`${variable}\` for it` }
}

/**
 * The words of a command in exec form, or of one in shell form that needs no shell.
 *
 * @example
 * ```ts
 * plainWords({ form: 'shell', text: 'exec node server.js' }) // { words: ['node', 'server.js'] }
 * plainWords({ form: 'shell', text: 'node server.js --port $PORT' }) // { why: 'it needs a shell' }
 * ```
 */
export const plainWords = (command: Command): PlainWords => {
  if (command.form === 'shell') return fromScript(command.text)
  const [shell = '', flag = '', script, ...rest] = command.args
  if (!shells.test(shell) || !/^-\w*c$/.test(flag)) return { words: command.args }
  return script === undefined || rest.length > 0 ? { why: 'it needs a shell' } : fromScript(script)
}

/** Programs that only start another one and reap its children; `docker run --init` does the same. */
const inits = new Set(['tini', 'tini-static', 'dumb-init', 'catatonit'])

/** Runners that need their own installation where the program itself does not. */
const runners = /^(?:poetry|uv|pdm|pipenv|rye|hatch) run |^(?:npx|bunx|pnpm exec|pnpm dlx|yarn exec|npm exec) /

/** The program behind what only wraps it: `tini -- poetry run gunicorn app:app` is `gunicorn app:app`. */
const unwrap = (words: readonly string[]): readonly string[] => {
  const [first = '', ...rest] = words
  if (inits.has(first.split('/').at(-1) ?? '')) {
    const next = rest.findIndex((word) => !word.startsWith('-'))
    return unwrap(next < 0 ? [] : rest.slice(next))
  }
  const runner = runners.exec(`${words.join(' ')} `)?.[0]
  if (runner === undefined) return words
  const left = words.slice(runner.trim().split(' ').length)
  const program = left[0] === '--' ? left.slice(1) : left
  return program[0] === undefined || program[0].startsWith('-') ? words : unwrap(program)
}

/** The words that the container starts with: those of ENTRYPOINT, then those of CMD. */
export const startWords = ({ entrypoint, cmd }: StartSetting): PlainWords => {
  const parts = [entrypoint, cmd].filter((command) => command !== undefined && isFilled(command))
  // A shell as ENTRYPOINT is not told of CMD.
  const commands = entrypoint?.form === 'shell' ? [entrypoint] : parts
  const words: string[] = []
  for (const command of commands) {
    if (command === undefined) continue
    // Docker gives the entry point a shell with the text; one that only starts it makes no difference.
    if (command === cmd && command.form === 'shell' && unwrap(words).length > 0) return { why: 'it needs a shell' }
    const plain = plainWords(command)
    if ('why' in plain) return plain
    words.push(...plain.words)
  }
  return { words: unwrap(words) }
}

const isFilled = (command: Command): boolean => command.form === 'shell' || command.args.length > 0
