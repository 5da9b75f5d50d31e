import { join } from 'node:path'
import { parseByteSize, showBytes } from '../../context/byte-size.js'
import { limitFindings, type SizeLimit } from '../../context/findings/limit.js'
import { firstFile, readIgnoreFile, withLines } from '../../context/ignore-file.js'
import { inspectContext } from '../../context/inspect.js'
import { type NamedSource, neededPaths, readSources } from '../../context/sources.js'
import { why } from '../../context/why.js'
import { contextFindingsUrl } from '../../linter/rule-url.js'
import { GenDockerfileError, isGenDockerfileError } from '../../model/error.js'
import { contextJson } from '../../report/context/json.js'
import type { ContextReport } from '../../report/context/report.js'
import { contextText } from '../../report/context/text.js'
import { whyText } from '../../report/context/why-text.js'
import { colorsFor } from '../../report/colors.js'
import type { CommandModule, Terminal } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { contextFolder, fileOf, pathInContext, shownFrom } from '../context/places.js'
import { exitCodes } from '../exit-codes.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { withProgress } from '../progress-line.js'
import { writePage } from '../write-page.js'

interface Options {
  readonly format: 'text' | 'json'
  readonly dockerfile?: string
  readonly ignoreFile?: string
  readonly ignored?: true
  readonly why?: readonly string[]
  readonly limit?: SizeLimit
  readonly html?: string
  readonly top: number
}

const limitOf = (text: string): SizeLimit => {
  const bytes = parseByteSize(text)
  if (bytes !== undefined) return { text, bytes }
  throw new GenDockerfileError({
    code: 'invalid-option',
    message: `\`--limit\` takes a size, not \`${text}\`.`,
    hint: 'Write a number and a unit: `500KB`, `50MB` or `1.5GB` (of 1000), `50MiB` or `1GiB` (of 1024).',
  })
}

const topOf = (text: string): number => {
  if (/^\d{1,6}$/.test(text)) return Number(text)
  throw new GenDockerfileError({
    code: 'invalid-option',
    message: `\`--top\` takes a number, not \`${text}\`.`,
    hint: 'Write `--top 25`.',
  })
}

/** Adds the description, arguments and options. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description(
      'Show what a build sends to the builder: files, sizes, what is ignored and why, and what should not be there.',
    )
    .argument('[dir]', 'the build context; the working directory by default')
    .addOption(command.createOption('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
    .option(
      '--dockerfile <file>',
      'take the ignore file that belongs to it, and show what it copies; ./Dockerfile by default',
    )
    .addOption(command.createOption('--ignore-file <file>', 'take this ignore file'))
    .option('--ignored', 'walk what is ignored too, and show which pattern keeps out how much')
    .option('--why <paths...>', 'say which pattern decides about these paths, relative to the context')
    .addOption(
      command
        .createOption('--limit <size>', 'exit 1 when more is sent: 500KB, 50MB, 1.5GB (of 1000), 50MiB, 1GiB (of 1024)')
        .argParser(limitOf),
    )
    .option('--html <file>', 'write a treemap as a page of its own, which needs no network')
    .addOption(
      command
        .createOption('--top <count>', 'how many directories, files and patterns to show')
        .argParser(topOf)
        .default(10),
    )
}

/** Sources of the Dockerfile; one that nobody named is no reason to fail. */
const sourcesOf = (
  file: string,
  shown: string,
  isNamed: boolean,
): { readonly sources?: readonly NamedSource[]; readonly failure?: GenDockerfileError } => {
  try {
    return { sources: readSources(file, shown) }
  } catch (error) {
    if (!isNamed && isGenDockerfileError(error)) return { failure: error }
    throw error
  }
}

/** Walks the context, reports, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  const root = contextFolder(cwd, command.args[0] ?? '.')
  const shown = (path: string): string => shownFrom(cwd, path)
  const dockerfile =
    options.dockerfile === undefined
      ? firstFile([join(root, 'Dockerfile')])
      : fileOf('--dockerfile', options.dockerfile, [cwd, root])
  const ignorePath =
    options.ignoreFile === undefined
      ? firstFile([...(dockerfile === undefined ? [] : [`${dockerfile}.dockerignore`]), join(root, '.dockerignore')])
      : fileOf('--ignore-file', options.ignoreFile, [cwd, root])
  const ignore = readIgnoreFile(ignorePath, ignorePath === undefined ? '' : shown(ignorePath))

  const answers = withLines(ignore, () =>
    (options.why ?? []).map((path) => why(root, ignore, pathInContext(path, root))),
  )
  const isJson = options.format === 'json'
  const asksOnlyWhy = answers.length > 0 && !isJson && options.limit === undefined && options.html === undefined
  if (asksOnlyWhy) {
    terminal.out(`${answers.map((each) => whyText(each, ignore.file, colorsFor(color))).join('\n')}\n`)
    return exitCodes.fine
  }

  const read: ReturnType<typeof sourcesOf> =
    dockerfile === undefined ? {} : sourcesOf(dockerfile, shown(dockerfile), options.dockerfile !== undefined)
  const contents = await withProgress(terminal, quiet, (progress) =>
    inspectContext({
      root,
      ignore,
      ...(read.sources === undefined ? {} : { sources: read.sources }),
      ignored: options.ignored === true,
      list: isJson,
      largest: Math.max(options.top, 10),
      filesEach: options.html === undefined ? 0 : 500,
      progress: (soFar) => progress.show(() => `${soFar.files} files, ${showBytes(soFar.bytes)}`),
    }),
  )

  const { limit } = options
  const findings = [
    ...(limit === undefined ? [] : limitFindings(contents.summary, contents.largest, limit)),
    ...contents.findings,
  ].map((finding) => ({ ...finding, url: contextFindingsUrl }))
  const report: ContextReport = {
    context: shown(root),
    ...(ignore.file === undefined ? {} : { ignoreFile: ignore.file }),
    patterns: ignore.lines.length,
    ...(dockerfile === undefined ? {} : { dockerfile: shown(dockerfile) }),
    ...(options.dockerfile === undefined || read.sources === undefined ? {} : { needed: neededPaths(read.sources) }),
    contents: { ...contents, findings },
    why: answers,
  }
  if (options.html !== undefined) {
    const { contextPage } = await import('../../report/context/html.js')
    await writePage(cwd, options.html, contextPage(report))
  }
  if (read.failure !== undefined && !quiet) terminal.err(`note: ${read.failure.message}\n`)
  if (isJson) for (const piece of contextJson(report)) terminal.out(piece)
  else terminal.out(contextText(report, { color, quiet, top: options.top }))
  return findings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.fine
}
