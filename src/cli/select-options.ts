import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { SelectOptions } from '../generate/options.js'
import { GenDockerfileError } from '../model/error.js'

/** The options of commands that are about some of many services. */
export interface SelectArguments {
  readonly filter?: readonly string[]
  readonly affectedBy?: readonly string[]
  readonly config?: string
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** Adds the options that pick services. */
export const addSelectOptions = (command: Command): void => {
  command
    .option(
      '--filter <service>',
      'only services that match: a name, a ./path, a glob, ...name (and what needs it), name... (and what it needs), !name; may be repeated',
      collect,
    )
    .option(
      '--affected-by <files...>',
      'only services that a change of these files touches; - reads them from standard input, as git diff --name-only prints them',
    )
    .option('--config <file>', 'the configuration; the nearest gen-dockerfile.yaml by default')
}

/** What git puts into quotes where a name has special characters, unless it is told to end names with NUL. */
const unquoted = (line: string): string => {
  if (!/^".*"$/.test(line)) return line
  const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' }
  const bytes: number[] = []
  for (const [part, octal, plain] of line.slice(1, -1).matchAll(/\\([0-7]{3})|\\([^])|[^\\]+/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8))
    else bytes.push(...Buffer.from(plain === undefined ? part : (escapes[plain] ?? plain)))
  }
  return Buffer.from(bytes).toString()
}

/**
 * The names in a list of files, each ended by NUL or by a line break.
 *
 * @example
 * ```ts
 * changedFiles('go.mod\ncmd/api/main.go\n') // ['go.mod', 'cmd/api/main.go']
 * ```
 */
export const changedFiles = (text: string): readonly string[] =>
  text.includes('\0')
    ? text.split('\0').filter((name) => name !== '')
    : text
        .split(/\r?\n/)
        .filter((line) => line !== '')
        .map(unquoted)

const standardInput = (): string => {
  try {
    return readFileSync(0, 'utf8')
  } catch (error) {
    throw new GenDockerfileError({
      code: 'cannot-read',
      message: 'Standard input cannot be read, which `--affected-by -` takes the names of files from.',
      hint: 'Write `git diff --name-only origin/main... | gen-dockerfile list --affected-by -`.',
      cause: error,
    })
  }
}

/** What the options come to. */
export const selectOptions = ({
  filter,
  affectedBy,
  config,
}: SelectArguments): Pick<SelectOptions, 'filter' | 'affectedBy' | 'config'> => ({
  ...(filter === undefined ? {} : { filter }),
  ...(affectedBy === undefined
    ? {}
    : { affectedBy: affectedBy.flatMap((file) => (file === '-' ? changedFiles(standardInput()) : [file])) }),
  ...(config === undefined ? {} : { config }),
})
