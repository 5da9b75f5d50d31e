import { join } from 'node:path'
import { candidatesFor } from '../../generate/choose-preset.js'
import { createConfigs } from '../../generate/configs.js'
import { expandServices } from '../../generate/service-entry.js'
import { isInside, pathFrom, repositoryRootOf } from '../../generate/paths.js'
import { defaultTemplate, filledIn } from '../../generate/target-output.js'
import { GenDockerfileError } from '../../model/error.js'
import type { Facts } from '../../project/facts.js'
import type { Colors } from '../../report/colors.js'
import { plural } from '../../report/plural.js'
import { attempt } from '../../scaffold/attempt.js'
import { missingServices, presentConfig, writeServices } from '../../scaffold/describe-services.js'
import { findServiceFolders, type FoundFolder } from '../../scaffold/find-services.js'
import { snippet } from '../../scaffold/snippets.js'
import type { Survey } from '../../scaffold/survey.js'
import type { Terminal } from '../command-module.js'
import { exitCodes } from '../exit-codes.js'
import { version } from '../version.js'
import { listed } from '../listed.js'
import { isForeign } from './is-foreign.js'
import { nextLines } from './outcome-text.js'
import { notesOf, notesText } from './service-notes.js'

/** How services are described. */
export interface DescribeOptions {
  /** Takes all that is found. */
  readonly yes: boolean
  readonly quiet: boolean
  readonly colors: Colors
}

/**
 * Refuses to write a `dockerfile.ts` into a folder whose service a `gen-dockerfile.yaml` above describes already.
 *
 * The promise rejects with a GenDockerfileError `service-described`.
 */
export const refuseDescribed = async (cwd: string): Promise<void> => {
  const config = await createConfigs(cwd).of(cwd)
  if (config === undefined || !isInside(repositoryRootOf(cwd, cwd), config.file)) return
  const dir = pathFrom(config.file.replace(/[^/\\]+$/, ''), cwd)
  const entry = dir === '.' ? undefined : expandServices(config).entries.find((each) => each.dir === dir)
  if (entry === undefined) return
  const file = pathFrom(cwd, config.file)
  throw new GenDockerfileError({
    code: 'service-described',
    message: `\`${file}\` describes this service already (\`${entry.keys.at(-1)}\`); nothing is changed.`,
    hint: 'Run `gen-dockerfile` to generate it. For a `dockerfile.ts` of its own, choose the preset with `--preset`.',
  })
}

const ask = async (services: readonly FoundFolder[]): Promise<readonly FoundFolder[] | undefined> => {
  const { isCancel, multiselect } = await import('./prompts.js')
  const answer = await multiselect({
    message: 'Which services get an image?',
    options: services.map(({ dir, definition }) => ({
      value: dir,
      label: dir,
      hint: definition?.name ?? 'dockerfile.ts',
    })),
    initialValues: services.map(({ dir }) => dir),
  })
  if (isCancel(answer)) return undefined
  const chosen = new Set(answer)
  return services.filter(({ dir }) => chosen.has(dir))
}

/** Whether an image can be made of the folder itself, or should be: that of a workspace seldom is one. */
const standsAlone = (facts: Facts): boolean => {
  const [definition] = candidatesFor(facts)
  if (definition === undefined) return false
  const { workspace } = facts
  if (workspace?.path !== '.' || attempt(definition, {}, facts).kind === 'fits') return true
  // The members are of another language, so that they are not the programs.
  return !definition.ecosystems.includes(workspace.ecosystem) && (definition.variants?.(facts).length ?? 0) > 1
}

const list = ['npx gen-dockerfile list', 'show what is generated for which service'] as const

/** What to do next; Dockerfiles that were there before are not overwritten. */
const steps = (present: readonly string[]): readonly (readonly [string, string])[] => {
  if (present.length === 0) return [['npx gen-dockerfile', 'write the Dockerfiles'], list]
  return [
    ['npx gen-dockerfile --dry-run', `compare with what is there: ${listed(present)}`],
    ['npx gen-dockerfile', 'write the other Dockerfiles'],
    ['npx gen-dockerfile --force', `write ${present.length === 1 ? 'that one' : 'those'} as well`],
    list,
  ]
}

const nextSteps = (path: string, present: readonly string[]): string =>
  [
    ...nextLines(steps(present)),
    '',
    'To fail where a generated file is out of date, in CI:',
    ...snippet('github', { version: version(), path })
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`.trimEnd()),
    '',
  ].join('\n')

/**
 * Describes the services of a repository in its `gen-dockerfile.yaml`, where the folder is the root of several: the services below it
 * that have an entry point. Gives the exit code; `undefined` where there are none, so that the folder is a service itself. Where
 * there seem to be some and none can be generated, it says why.
 */
export const describeServices = async (
  { facts, folder, root }: Survey,
  { yes, quiet, colors }: DescribeOptions,
  terminal: Terminal,
): Promise<number | undefined> => {
  const config = presentConfig(folder)
  const found = await findServiceFolders(folder, facts)
  const missing = missingServices(folder, found, config)
  const reasons = notesOf(found)
  if (missing.length === 0 && config?.services === undefined) {
    if (reasons.length === 0 || standsAlone(facts)) return undefined
    // What the folder itself lacks would lead away from what is to be repaired.
    terminal.err(`${colors.red('error:')} No service below this folder can be generated.${notesText(reasons, colors)}`)
    return exitCodes.findings
  }
  const chosen = yes || missing.length === 0 ? missing : await ask(missing)
  if (chosen === undefined) {
    terminal.err('Cancelled; nothing was written.\n')
    return exitCodes.unusable
  }
  if (chosen.length === 0 && config === undefined) return undefined
  const { file, status } = writeServices(folder, chosen, found, config)
  if (quiet) return exitCodes.fine
  terminal.out(`${colors.green(status.padEnd('unchanged'.length))}  ${file}\n`)
  const template = config === undefined ? '{dir}/Dockerfile' : defaultTemplate(config)
  const present = template.includes('{name}')
    ? []
    : chosen.map(({ dir }) => filledIn(template, { dir })).filter((path) => isForeign(join(folder, path)))
  terminal.err(
    `\n${plural(chosen.length, 'service')} added.${notesText(reasons, colors)}\n${nextSteps(pathFrom(root, folder), present)}`,
  )
  return exitCodes.fine
}
