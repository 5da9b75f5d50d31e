/** What arguments have come to: a parsed Command of commander, or what {@link plainArguments} makes. */
export interface ParsedArguments {
  readonly opts: <Options extends object>() => Options
  readonly args: readonly string[]
}

const flags: Readonly<Record<string, string>> = {
  '--check': 'check',
  '--dry-run': 'dryRun',
  '--stdout': 'stdout',
  '--force': 'force',
  '--quiet': 'quiet',
  '-q': 'quiet',
}

/** Flags that say what to do with the result; two of them may contradict each other. */
const modes = ['check', 'dryRun', 'stdout', 'force']

/**
 * Reads the arguments of the runs that people and pipelines wait for: paths, and flags that are beyond doubt. `undefined`
 * for all others, which take a parser that knows everything and needs a tenth of the time that Node takes to start.
 */
export const plainArguments = (args: readonly string[]): ParsedArguments | undefined => {
  const given = args.filter((arg) => arg.startsWith('-'))
  const names = given.flatMap((arg) => (Object.hasOwn(flags, arg) ? (flags[arg] ?? []) : []))
  const isClear = names.length === given.length && names.filter((name) => modes.includes(name)).length <= 1
  if (!isClear) return undefined
  const options = Object.fromEntries(names.map((name) => [name, true]))
  return {
    opts: <Options extends object>() => options as Options,
    args: args.filter((arg) => !arg.startsWith('-')),
  }
}

const lintFlags: Readonly<Record<string, readonly [name: string, value: boolean]>> = {
  '--fix': ['fix', true],
  '--no-context': ['context', false],
  '--quiet': ['quiet', true],
  '-q': ['quiet', true],
}

/** Options of `lint` that take one of a few words. */
const lintValues: Readonly<Record<string, readonly string[]>> = {
  '--format': ['text', 'json', 'sarif', 'github', 'checkstyle', 'gitlab'],
  '--compat': ['buildkit', 'hadolint'],
  '--shellcheck': ['auto', 'off'],
}

/** The same for `lint`: files, and what pipelines ask for. */
export const plainLintArguments = (args: readonly string[]): ParsedArguments | undefined => {
  const options: Record<string, string | boolean> = {}
  const files: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-' || !arg.startsWith('-')) {
      files.push(arg)
      continue
    }
    const flag = Object.hasOwn(lintFlags, arg) ? lintFlags[arg] : undefined
    if (flag !== undefined) {
      options[flag[0]] = flag[1]
      continue
    }
    const equals = arg.indexOf('=')
    const name = equals < 0 ? arg : arg.slice(0, equals)
    const value = equals < 0 ? (args[++index] ?? '') : arg.slice(equals + 1)
    if (!Object.hasOwn(lintValues, name) || lintValues[name]?.includes(value) !== true) return undefined
    options[name.slice(2)] = value
  }
  return { opts: <Options extends object>() => options as Options, args: files }
}
