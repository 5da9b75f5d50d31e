import type { Command } from 'commander'
import type { Diagnostic } from '../../model/diagnostic.js'
import { GenDockerfileError } from '../../model/error.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import { parseSyntax } from '../../parser/parse-syntax.js'
import { colorsFor } from '../../report/colors.js'
import { findingText } from '../../report/finding-text.js'
import { modelData } from '../../report/parse/model-data.js'
import { modelText, syntaxText } from '../../report/parse/parse-text.js'
import { problemsOf } from '../../report/parse/problems-of.js'
import { syntaxData } from '../../report/parse/syntax-data.js'
import type { CommandModule, Terminal } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { decodeText } from '../decode-text.js'
import { exitCodes } from '../exit-codes.js'
import { findInputFiles, type InputFile } from '../input-files.js'
import { readInput } from '../read-input.js'
import { answerLines } from '../stdin-jsonl.js'

interface Options {
  readonly ast?: true
  readonly stdinJsonl?: true
  readonly format: 'text' | 'json'
}

/** Adds the description, arguments and options of parsing. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('Print what a Dockerfile says, as data: every instruction with its place.')
    .argument('[files...]', 'Dockerfiles, folders or globs; - is standard input; ./Dockerfile by default')
    .option('--ast', "print the syntax tree, exactly as BuildKit's parser sees it")
    .option('--stdin-jsonl', 'read one {"id", "dockerfile"} a line from standard input and answer each with a line')
    .addOption(command.createOption('--format <format>', 'how to print').choices(['text', 'json']).default('json'))
}

/** One document in both formats, and whether BuildKit takes it. */
interface Parsed {
  readonly data: () => object
  readonly text: () => string
  readonly isFine: boolean
}

const parseModel = (text: string): Parsed => {
  const parsed = parseDockerfile(text)
  const problems = 'error' in parsed ? [] : problemsOf(parsed)
  // What a later build runs, this one does not look at.
  const isFine = !('error' in parsed) && problems.every(({ phase }) => phase === 'trigger')
  return { data: () => modelData(parsed, problems), text: () => modelText(parsed, problems), isFine }
}

const parseTree = (text: string): Parsed => {
  const parsed = parseSyntax(text)
  return { data: () => syntaxData(parsed), text: () => syntaxText(parsed), isFine: !('error' in parsed) }
}

const parserOf = ({ ast }: Options): ((text: string) => Parsed) => (ast === true ? parseTree : parseModel)

const answerStandardInput = async (options: Options, files: readonly string[]): Promise<number> => {
  if (files.length > 0 || options.format === 'text') {
    throw new GenDockerfileError({
      code: 'invalid-option',
      message: '`--stdin-jsonl` takes its documents from standard input and answers in JSON.',
      hint: files.length > 0 ? 'Leave the files out, or the option.' : 'Leave `--format text` out.',
    })
  }
  const parse = parserOf(options)
  let refused = 0
  const { broken } = await answerLines(process.stdin, process.stdout, ({ dockerfile }) => {
    const { data, isFine } = parse(dockerfile)
    if (!isFine) refused++
    return data()
  })
  return refused + broken === 0 ? exitCodes.fine : exitCodes.findings
}

const tooLarge = (name: string): Diagnostic => ({
  rule: 'too-large',
  codes: [],
  severity: 'error',
  message: `\`${name}\` is too large: what it holds does not fit into one text.`,
  file: name,
})

/** What `make` gives, or a failure where that is longer than any text can be. */
const unlessTooLarge = (name: string, make: () => string): string | Diagnostic => {
  try {
    return make()
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG'
    if (isTooLong || error instanceof RangeError) return tooLarge(name)
    throw error
  }
}

/** The text of an input, or why there is none. */
const textOf = async (file: InputFile): Promise<string | Diagnostic> => {
  const bytes = await readInput(file)
  return Buffer.isBuffer(bytes) ? unlessTooLarge(file.name, () => decodeText(bytes)) : bytes
}

const isFailure = (result: string | Diagnostic): result is Diagnostic => typeof result !== 'string'

const failureData = ({ message }: Diagnostic) => ({ version: 1, error: { message } })

/** Prints the files one after the other, so that no more than one is held, and gives the exit code. */
const parseFiles = async (command: Command, terminal: Terminal): Promise<number> => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  const isJson = options.format === 'json'
  const parse = parserOf(options)
  const { files, failures } = await findInputFiles(command.args, cwd)
  const isOne = files.length + failures.length === 1

  const spell = (name: string, data: object): string =>
    isOne ? `${JSON.stringify(data, undefined, 2)}\n` : `${JSON.stringify({ file: name, ...data })}\n`
  const fail = (failure: Diagnostic): void => {
    terminal.err(`${findingText(failure, { colors: colorsFor(color), readSource: () => undefined })}\n`)
    if (isJson) terminal.out(spell(failure.file ?? '', failureData(failure)))
  }
  /** Whether the file could be read, and whether BuildKit takes it. */
  const print = async (file: InputFile): Promise<'unread' | 'refused' | 'fine'> => {
    const text = await textOf(file)
    if (isFailure(text)) {
      fail(text)
      return 'unread'
    }
    const { data, text: textFor, isFine } = parse(text)
    const result = unlessTooLarge(file.name, () =>
      isJson ? spell(file.name, data()) : `${isOne ? '' : `# ==> ${file.name}\n`}${textFor()}`,
    )
    if (isFailure(result)) fail(result)
    else if (!quiet || !isFine) terminal.out(result)
    return isFine && !isFailure(result) ? 'fine' : 'refused'
  }

  for (const failure of failures) fail(failure)
  const states = new Set<string>(failures.length === 0 ? [] : ['unread'])
  for (const file of files) states.add(await print(file))
  if (states.has('unread') && states.size === 1) return exitCodes.unusable
  return states.has('unread') || states.has('refused') ? exitCodes.findings : exitCodes.fine
}

/** Parses, prints, and gives the exit code. */
export const run: CommandModule['run'] = (command, terminal) => {
  const options = command.opts<Options>()
  return options.stdinJsonl === true ? answerStandardInput(options, command.args) : parseFiles(command, terminal)
}
