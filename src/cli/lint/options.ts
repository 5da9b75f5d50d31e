import type { Command } from 'commander'
import { severitiesByRule, rulesNamed, nearestRuleName } from '../../linter/rule-names.js'
import type { Severity } from '../../model/diagnostic.js'
import { GenDockerfileError } from '../../model/error.js'
import type { LintFormat } from '../../report/lint/index.js'
import type { BuilderName, ToolName } from '../../rules/support/rule.js'
import { nearest } from '../../words/nearest.js'

/** The options of `lint`, as commander gives them. */
export interface LintCommandOptions {
  readonly format?: LintFormat
  readonly maxWarnings?: number
  readonly builder?: BuilderName
  readonly config?: string
  readonly rule?: Readonly<Record<string, Severity | 'off'>>
  readonly only?: readonly string[]
  readonly fix?: true
  readonly compat?: ToolName
  /** `auto`, `off` or a path. */
  readonly shellcheck?: string
  readonly stdinFilename?: string
  readonly stdinJsonl?: true
  /** `false` for `--no-context`. */
  readonly context?: string | boolean
}

const refuse = (message: string, hint: string): never => {
  throw new GenDockerfileError({ code: 'invalid-option', message, hint })
}

const count = (text: string): number =>
  /^\d+$/.test(text)
    ? Number(text)
    : refuse(`\`--max-warnings\` takes a number, not \`${text}\`.`, 'Write `--max-warnings 0` to fail on any warning.')

const checkedName = (name: string, option: string): string => {
  if (rulesNamed(name).length > 0) return name
  const near = nearestRuleName(name)
  const hint = near === undefined ? 'Run `gen-dockerfile rules` for a list.' : `Did you mean \`${near}\`?`
  return refuse(`\`${option}\` names \`${name}\`, but there is no such rule.`, hint)
}

const levels = ['error', 'warning', 'info', 'off'] as const

const setRule = (text: string, known: LintCommandOptions['rule'] = {}): NonNullable<LintCommandOptions['rule']> => {
  const equals = text.indexOf('=')
  if (equals < 0)
    refuse(`\`--rule ${text}\` gives no severity.`, `Write \`--rule ${text}=off\`, or =error, =warning, =info.`)
  const name = checkedName(text.slice(0, equals), '--rule')
  const given = text.slice(equals + 1)
  const level = levels.find((each) => each === given)
  if (level === undefined) {
    const near = nearest(given, levels)
    const hint = near === undefined ? 'It is `error`, `warning`, `info` or `off`.' : `Did you mean \`${near}\`?`
    return refuse(`\`${given}\` is no severity.`, hint)
  }
  return { ...known, ...severitiesByRule({ [name]: level }) }
}

const addOnly = (text: string, known: readonly string[] = []): readonly string[] => {
  const names = text.split(',').flatMap((name) => (name.trim() === '' ? [] : [checkedName(name.trim(), '--only')]))
  return [...known, ...names.flatMap(rulesNamed)]
}

/** Adds the description, arguments and options of linting. */
export const configureLint = (command: Command): void => {
  command
    .description('Lint Dockerfiles: what BuildKit and hadolint report, and what they do not see.')
    .usage('[options] [files...]')
    .argument(
      '[files...]',
      'Dockerfiles, ignore files, dockerfile.ts, folders or globs; - is standard input; ./Dockerfile by default',
    )
    .addOption(
      command
        .createOption('--format <format>', 'how to report; github under GitHub Actions, else text')
        .choices(['text', 'json', 'sarif', 'github', 'checkstyle', 'gitlab']),
    )
    .addOption(command.createOption('--max-warnings <count>', 'exit 1 when there are more warnings').argParser(count))
    .option('--fix', 'repair what can be repaired with certainty')
    .addOption(
      command.createOption('--rule <name=severity>', 'error, warning, info or off; may be repeated').argParser(setRule),
    )
    .addOption(
      command.createOption('--only <rules>', 'run these rules only, with commas between them').argParser(addOnly),
    )
    .addOption(
      command
        .createOption('--builder <builder>', 'what will build the Dockerfile')
        .choices(['buildkit', 'buildah', 'kaniko']),
    )
    .option('--config <file>', 'the configuration; the nearest gen-dockerfile.yaml by default')
    .option('--context <folder>', 'the build context; by default the folder that fits what is copied')
    .option('--no-context', 'look at no build context')
    .addOption(
      command
        .createOption('--compat <tool>', "report exactly what another tool does, by that tool's exit codes")
        .choices(['buildkit', 'hadolint']),
    )
    .option(
      '--shellcheck <program>',
      'auto, off or the path of ShellCheck; auto is the one on PATH under --compat hadolint, and none otherwise',
    )
    .option('--stdin-filename <file>', 'what standard input is called')
    .option('--stdin-jsonl', 'read one {"id", "dockerfile"} a line from standard input and answer each with a line')
}

/** Refuses options that contradict each other. */
export const checkOptions = (options: LintCommandOptions, files: readonly string[]): void => {
  const { compat, fix, stdinJsonl, format, stdinFilename, shellcheck = 'auto' } = options
  if (fix && compat !== undefined) refuse('`--fix` and `--compat` exclude each other.', 'Repair in a run of its own.')
  if (fix && (files.includes('-') || stdinJsonl)) {
    refuse('`--fix` repairs files; standard input is none.', 'Name the file, or leave `--fix` out.')
  }
  if (compat !== undefined && (options.only ?? options.rule) !== undefined) {
    refuse('`--compat` reports what the other tool does: `--rule` and `--only` do not go with it.', 'Leave them out.')
  }
  if (compat === 'buildkit' && shellcheck !== 'auto' && shellcheck !== 'off') {
    refuse(
      'BuildKit runs no ShellCheck, so `--shellcheck` does not go with `--compat buildkit`.',
      'Leave one of them out.',
    )
  }
  if (stdinFilename !== undefined && !files.includes('-')) {
    refuse('`--stdin-filename` names standard input, which is not read.', 'Write `-` where files are named.')
  }
  if (!stdinJsonl) return
  if (files.length > 0 || (format !== undefined && format !== 'json')) {
    refuse(
      '`--stdin-jsonl` takes its documents from standard input and answers in JSON.',
      files.length > 0 ? 'Leave the files out, or the option.' : 'Leave `--format` out.',
    )
  }
}
