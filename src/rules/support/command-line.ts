import type { Analysis } from '../../analysis/analyse.js'
import type { CommandUse } from '../../analysis/commands.js'

type Words = readonly string[]

/** Whether one of some long options stands among the words of a command, alone or with `=value`. */
export const hasOption = (args: Words, ...names: Words): boolean =>
  args.some(
    (arg) =>
      arg.startsWith('-') &&
      names.some((name) => arg.startsWith(name) && (arg.length === name.length || arg[name.length] === '=')),
  )

/**
 * Whether a one-letter option stands among the words, alone or in a group; what follows a letter of `valued` is a value.
 *
 * @example
 * ```ts
 * hasLetter(['-fsSLk', 'https://example.com'], 'k', 'oHd') // true
 * hasLetter(['-ok'], 'k', 'oHd') // false
 * ```
 */
export const hasLetter = (args: Words, letter: string, valued = ''): boolean => {
  let skip = false
  for (const arg of args) {
    if (skip || !/^-[^-]/.test(arg)) {
      skip = false
      continue
    }
    for (const [index, each] of [...arg.slice(1)].entries()) {
      if (each === letter) return true
      if (!valued.includes(each)) continue
      skip = index === arg.length - 2
      break
    }
  }
  return false
}

/** The value of the first of some options: `--name=value`, `--name value`, `-n value`, `-nvalue`. */
export const optionValue = (args: Words, ...names: Words): string | undefined => {
  for (const [index, arg] of args.entries()) {
    if (!arg.startsWith('-')) continue
    for (const name of names) {
      if (arg === name) return args[index + 1]
      if (arg[name.length] === '=' && arg.startsWith(name)) return arg.slice(name.length + 1)
      if (/^-[^-]$/.test(name) && arg.startsWith(name)) return arg.slice(2)
    }
  }
  return undefined
}

/** The words that are no options; `valued` names the options whose value is the word behind them. */
export const operandsOf = (args: Words, valued: Words = []): Words => {
  const end = args.indexOf('--')
  const before = end < 0 ? args : args.slice(0, end)
  const found: string[] = []
  let last = ''
  for (const arg of before) {
    const isOption = arg.startsWith('-') && /^-./.test(arg)
    if (!isOption && !valued.includes(last)) found.push(arg)
    last = arg
  }
  return end < 0 ? found : [...found, ...args.slice(end + 1)]
}

/** A call and its words, where the words do not begin with those that only say which program it is. */
export interface Call {
  readonly use: CommandUse
  readonly args: Words
}

/** The calls of pip, those by `python -m pip` included. */
export const pipCalls = ({ commands }: Analysis): readonly Call[] =>
  commands('pip', 'pip3', 'python', 'python3').flatMap((use): Call[] => {
    const { args, name = '' } = use.command
    if (name.includes('pip')) return [{ use, args }]
    return args[0] === '-m' && args[1] === 'pip' ? [{ use, args: args.slice(2) }] : []
  })

/** Programs that run the command that their words are. */
const wrappers = ['sudo', 'env', 'exec', 'time', 'nice', 'gosu', 'command', 'su-exec', 'nohup']

/** A command's name, without folders, and its words, without what only changes how it runs: `sudo -E bash -s`. */
export const unwrapped = (name: string | undefined, args: Words): readonly [name: string, args: Words] => {
  const plain = (name ?? '').slice((name ?? '').lastIndexOf('/') + 1)
  if (!wrappers.includes(plain)) return [plain, args]
  const first = args.findIndex((arg) => !arg.startsWith('-') && !/^\w+=/.test(arg))
  return first < 0 ? [plain, args] : unwrapped(args[first], args.slice(first + 1))
}

/** Options of curl whose value follows, by their letters. */
export const curlValued = 'AbcCdDeEFHhKmoPQrTtuUwxXyYz'

const checksumPrograms = ['sha256sum', 'sha512sum', 'sha384sum', 'sha1sum', 'shasum', 'b2sum', 'cosign', 'minisign']

/** Whether a script compares what it has with a checksum or a signature. */
export const isVerified = ({ script }: Pick<CommandUse, 'script'>): boolean =>
  script.commands.some(
    ({ name, args }) =>
      checksumPrograms.includes(name ?? '') ||
      ((name === 'gpg' || name === 'gpgv' || name === 'openssl') && args.some((arg) => /verify|^-?dgst$/.test(arg))) ||
      name === 'gpgv',
  )
