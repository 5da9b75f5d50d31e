import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathFrom } from '../../generate/paths.js'
import type { Colors } from '../../report/colors.js'
import { detected } from '../../scaffold/detected.js'
import type { Draft } from '../../scaffold/draft.js'
import type { CarriedSetting } from '../../scaffold/existing/carry-over.js'
import type { Decision } from '../../scaffold/existing/decision.js'
import { outputsOf } from '../../scaffold/outputs.js'
import { snippet } from '../../scaffold/snippets.js'
import type { Survey } from '../../scaffold/survey.js'
import { isForeign } from './is-foreign.js'

const words: Readonly<Record<Decision['kind'], readonly [label: string, hue: 'green' | 'dim' | 'yellow']>> = {
  kept: ['kept', 'green'],
  same: ['already so', 'dim'],
  left: ['not kept', 'yellow'],
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length))

const carriedLines = (carried: readonly CarriedSetting[], colors: Colors): readonly string[] => {
  const width = widest(carried.map(({ text }) => text))
  const lineWidth = widest(carried.map(({ line }) => String(line ?? '')))
  return carried.map(({ line, text, decision }) => {
    const [label, hue] = words[decision.kind]
    const why = decision.why === undefined ? '' : `  ${colors.dim(decision.why)}`
    const where = `line ${String(line ?? '').padStart(lineWidth)}`
    return `  ${colors[hue](label.padEnd('already so'.length))}  ${where}  ${why === '' ? text : text.padEnd(width)}${why}`
  })
}

/** Commands, and what each does. */
export const nextLines = (steps: readonly (readonly [command: string, what: string])[]): readonly string[] => {
  const width = widest(steps.map(([command]) => command))
  return ['Next:', ...steps.map(([command, what]) => `  ${command.padEnd(width)}  ${what}`)]
}

/** What was taken from the Dockerfile that is there, line by line. */
const existingText = (draft: Draft, { existing }: Survey, colors: Colors): readonly string[] => {
  if (existing === undefined) return []
  if (existing.kind === 'unreadable') {
    const where = existing.line === undefined ? '' : ` (line ${existing.line})`
    return [
      `${colors.yellow('note:')} Nothing is taken from \`${existing.file}\`, which BuildKit would refuse${where}: ${existing.reason}`,
    ]
  }
  const settings = carriedLines(draft.carried, colors)
  return settings.length === 0
    ? [`\`${existing.file}\` stays as it is; its final stage sets nothing to take over.`]
    : [`\`${existing.file}\` stays as it is. What its final stage sets:`, ...settings]
}

/** What becomes of the ignore file that is there. */
const ignoreText = ({ mergesIgnore }: Draft, { ownIgnore }: Survey): readonly string[] => {
  if (ownIgnore === undefined) return []
  const what =
    mergesIgnore === true
      ? 'its patterns go into the one that is generated.'
      : "the generated one replaces it; `.with({ ignore: 'merge' })` takes its patterns in."
  return [`\`${ownIgnore}\` stays as it is: ${what}`]
}

const nextSteps = (draft: Draft, survey: Survey): readonly string[] => {
  const outputs = outputsOf(draft, survey)
  const [foreign] = outputs.filter((file) => isForeign(join(survey.folder, file)))
  const steps: readonly (readonly [string, string])[] =
    foreign === undefined
      ? [['npx gen-dockerfile', `write ${outputs.length > 2 ? `${outputs.length} files` : outputs.join(' and ')}`]]
      : [
          ['npx gen-dockerfile --dry-run', `compare with the \`${foreign}\` that is there`],
          ['npx gen-dockerfile --force', 'replace it'],
        ]
  return nextLines(steps)
}

const indented = (text: string): readonly string[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`.trimEnd())

/** Snippets for the continuous integration that the repository seems to use, and for git. */
const snippets = ({ folder, root }: Survey, version: string): readonly string[] => {
  const options = { version, path: pathFrom(root, folder) }
  const ci = existsSync(join(root, '.gitlab-ci.yml')) ? 'gitlab' : 'github'
  return [
    'To fail where a generated file is out of date, in CI:',
    ...indented(snippet(ci, options)),
    'and before a commit:',
    ...indented(snippet('pre-commit', options)),
  ]
}

/** What `init` tells besides the files that it wrote: what it found, what it kept, what to do next. */
export const outcomeText = (
  draft: Draft,
  survey: Survey,
  { colors, version }: { readonly colors: Colors; readonly version: string },
): string => {
  const found = detected(survey.facts)
  const blocks = [
    [`Detected ${found === '' ? 'no manifest' : found}: preset ${colors.bold(draft.definition.name)}`],
    existingText(draft, survey, colors),
    ignoreText(draft, survey),
    nextSteps(draft, survey),
    snippets(survey, version),
  ]
  return blocks
    .filter((block) => block.length > 0)
    .map((block) => `${block.join('\n')}\n`)
    .join('\n')
}
