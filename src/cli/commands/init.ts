import { type Command, Option } from 'commander'
import { candidatesFor, presetNamed } from '../../generate/choose-preset.js'
import { sourceIn } from '../../generate/find-sources.js'
import { pathFrom, repositoryRootOf } from '../../generate/paths.js'
import { failureOf } from '../../generate/result.js'
import { GenDockerfileError, isGenDockerfileError } from '../../model/error.js'
import { camelCase, type AnyPresetDefinition } from '../../presets/define-preset.js'
import { colorsFor } from '../../report/colors.js'
import { findingText } from '../../report/finding-text.js'
import { noCandidate } from '../../scaffold/candidates.js'
import { presentConfig } from '../../scaffold/describe-services.js'
import { makeDraft } from '../../scaffold/draft.js'
import { startsNothing } from '../../scaffold/find-services.js'
import { snippet, type SnippetKind } from '../../scaffold/snippets.js'
import { type Survey, surveyFolder } from '../../scaffold/survey.js'
import { writeDraft } from '../../scaffold/write-draft.js'
import type { CommandModule } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { type Answers, ask } from '../init/ask.js'
import { notesText, servicesBelow } from '../init/service-notes.js'
import { describeServices, refuseDescribed } from '../init/services.js'
import { outcomeText } from '../init/outcome-text.js'
import { version } from '../version.js'

interface Options {
  readonly yes?: true
  readonly preset?: string
  readonly gitattributes: boolean
  readonly mergeIgnore?: true
  readonly ci?: 'github' | 'gitlab'
  readonly preCommit?: true
}

/** Adds the description, arguments and options of the scaffold. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description(
      'Write a dockerfile.ts for the service in this folder, or a gen-dockerfile.yaml for the services below it.',
    )
    .option('-y, --yes', 'ask nothing: the preset that fits best, with its defaults')
    .option('--preset <name>', 'the preset to use, such as go-distroless')
    .option('--no-gitattributes', 'leave .gitattributes alone')
    .option('--merge-ignore', 'take the patterns of the .dockerignore that is there into the generated one')
    .addOption(
      new Option('--ci <system>', 'write nothing; print the configuration of a check in CI').choices([
        'github',
        'gitlab',
      ]),
    )
    .option('--pre-commit', 'write nothing; print a hook for git that checks before a commit')
}

const snippetsOf = ({ ci, preCommit }: Options, cwd: string): string => {
  const kinds: readonly SnippetKind[] = [
    ...(ci === undefined ? [] : [ci]),
    ...(preCommit ? ['pre-commit' as const] : []),
  ]
  const path = pathFrom(repositoryRootOf(cwd, cwd), cwd)
  return kinds.map((kind) => snippet(kind, { version: version(), path })).join('\n')
}

const refuseToRun = (cwd: string, { yes }: Options): void => {
  const present = sourceIn(cwd)
  if (present !== undefined) {
    throw new GenDockerfileError({
      code: 'dockerfile-ts-exists',
      message: `There is a \`${pathFrom(cwd, present)}\` already; nothing is changed.`,
      hint: 'Run `gen-dockerfile` to generate from it, or remove it to start again.',
    })
  }
  if (yes !== true && !(process.stdin.isTTY && process.stdout.isTTY)) {
    throw new GenDockerfileError({
      code: 'no-terminal',
      message: '`gen-dockerfile init` asks questions, and there is no terminal to ask on.',
      hint: 'Run `gen-dockerfile init --yes` to take the preset that fits best, and `--preset NAME` to choose one.',
    })
  }
}

const answersOf = async (
  survey: Survey,
  candidates: readonly AnyPresetDefinition[],
  { yes, gitattributes: gitAttributes, mergeIgnore: mergesIgnore }: Options,
): Promise<Answers | undefined> => {
  const [definition] = candidates
  if (definition === undefined) throw noCandidate()
  if (yes !== true) return ask(survey, candidates, { gitAttributes, mergesIgnore })
  const draft = makeDraft(survey, { definition, variants: definition.variants?.(survey.facts) ?? [] })
  if (mergesIgnore === undefined || isGenDockerfileError(draft)) return { draft, gitAttributes }
  return { draft: { ...draft, mergesIgnore }, gitAttributes }
}

const checkIgnore = ({ ownIgnore }: Survey, { mergeIgnore }: Options): void => {
  if (mergeIgnore !== true || ownIgnore !== undefined) return
  throw new GenDockerfileError({
    code: 'nothing-to-merge',
    message:
      'There is no `.dockerignore` of your own at the root of the build context, which `--merge-ignore` takes in.',
    hint: 'Leave the option out: the ignore file is derived from what is copied.',
  })
}

/** Whether a folder is the root of services, and not one itself: that of a workspace, or one without anything to build or to start. */
const mayHoldServices = ({ facts, folder }: Survey, candidates: readonly AnyPresetDefinition[]): boolean =>
  candidates.length === 0 ||
  facts.workspace?.path === '.' ||
  presentConfig(folder)?.services !== undefined ||
  startsNothing(facts)

/** At the root of a workspace there is often nothing to run: its services are the members. */
const workspaceNote = ({ facts: { workspace } }: Survey): string =>
  workspace?.path === '.' && workspace.patterns.length > 0
    ? `note: This is the root of a workspace (${workspace.patterns.map((pattern) => `\`${pattern}\``).join(', ')}): for a member, run it with \`--cwd\`.\n`
    : ''

/** A `dockerfile.ts` to write by hand where the preset refused: with the call that the hint names, where it names one. */
const byHand = (definition: AnyPresetDefinition | undefined, hint = ''): string => {
  if (definition === undefined) return ''
  const name = camelCase(definition.name)
  const call = hint.split('`').find((part) => part.startsWith(`${name}({`)) ?? `${name}({ … })`
  return `Nothing was written. By hand, \`dockerfile.ts\` with an option looks like this:\n\n  import { ${name} } from 'gen-dockerfile'\n\n  export default ${call}\n`
}

/** Detects, asks, tries, writes, and tells what to do next. */
export const run: CommandModule['run'] = async (command: Command, terminal) => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  if (options.ci !== undefined || options.preCommit) {
    terminal.out(snippetsOf(options, cwd))
    return exitCodes.fine
  }
  refuseToRun(cwd, options)
  const chosen = options.preset === undefined ? undefined : presetNamed(options.preset)
  if (chosen === undefined) await refuseDescribed(cwd)
  const survey = await surveyFolder(cwd)
  checkIgnore(survey, options)
  const candidates = chosen === undefined ? candidatesFor(survey.facts) : [chosen]
  const looksBelow = chosen === undefined && mayHoldServices(survey, candidates)
  if (looksBelow) {
    const described = { yes: options.yes === true, quiet, colors: colorsFor(color) }
    const code = await describeServices(survey, described, terminal)
    if (code !== undefined) return code
  }
  const answers = await answersOf(survey, candidates, options)
  if (answers === undefined) {
    terminal.err('Cancelled; nothing was written.\n')
    return exitCodes.unusable
  }
  const colors = colorsFor(color)
  const { draft, gitAttributes } = answers
  if (isGenDockerfileError(draft)) {
    const { origin, ...failure } = failureOf(draft)
    // A place without a line is the `dockerfile.ts` that is not written.
    const finding = origin?.line === undefined ? failure : { ...failure, origin }
    terminal.err(`${findingText(finding, { colors, readSource: () => undefined })}\n${workspaceNote(survey)}`)
    terminal.err(byHand(candidates[0], failure.hint))
    return exitCodes.findings
  }
  const files = writeDraft(draft, survey, { gitAttributes })
  if (quiet) return exitCodes.fine
  terminal.out(
    files.map(({ file, status }) => `${colors.green(status.padEnd('unchanged'.length))}  ${file}\n`).join(''),
  )
  terminal.err(`\n${outcomeText(draft, survey, { colors, version: version() })}`)
  const others = chosen === undefined && !looksBelow ? await servicesBelow(survey) : []
  if (others.length > 0) terminal.err(notesText(others, colors))
  return exitCodes.fine
}
