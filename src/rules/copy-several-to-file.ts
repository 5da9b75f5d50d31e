import { perStage } from '../analysis/per-stage.js'
import { resolvePosix } from '../analysis/posix-path.js'
import type { Step } from '../analysis/stage-node.js'
import { takenBy } from '../ignore/index.js'
import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleOptions } from './support/rule.js'

const isDirectoryName = (path: string): boolean => /(?:^|\/)\.{0,2}$/.test(path)

/** Where a directory first is the working directory, so that it is there from then on. */
const workdirAt = perStage((stage, path) => {
  const index = stage.steps.findIndex((step) => step.before.workdir === path)
  return index < 0 ? Infinity : index
})

/** Whether a WORKDIR made the destination a directory. */
const isWorkdir = ({ before, stage, index }: Step, destination: string): boolean =>
  workdirAt(stage, resolvePosix(before.workdir ?? '/', destination)) <= index

const matchesSeveral = (step: Step, { tree }: RuleOptions): boolean => {
  const [source, ...others] = step.copy?.sources ?? []
  if (tree === undefined || others.length > 0 || step.copy?.from !== undefined) return false
  if (source?.certain !== true || !/[*?[]/.test(source.value)) return false
  const found = takenBy(tree, { kind: 'copy', path: source.value })
  return found.filter((path) => !found.some((other) => path.startsWith(`${other}/`))).length > 1
}

export const rule = defineRule({
  name: 'copy-several-to-file',
  summary: 'Several sources are copied to a destination that is not a directory.',
  category: 'context',
  severity: 'warning',
  codes: ['hadolint:DL3021'],
  hadolint: [
    {
      code: 'hadolint:DL3021',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'copy').filter(
          ({ words }) => words.length > 2 && !unquoted(words.at(-1) ?? '').endsWith('/'),
        ),
      message: 'hadolint wants a `/` behind the destination, also behind `.` and behind a directory that WORKDIR made.',
    },
  ],
  about: { instructions: ['copy', 'add'] },
  docs: {
    why: 'Without a `/` at its end the destination is a file, unless it happens to be a directory already. Every source is written to that one file, and the last one stays, without any message.',
    bad: `FROM node:24-trixie-slim
COPY package.json package-lock.json /app
`,
    good: `FROM node:24-trixie-slim
COPY package.json package-lock.json /app/
`,
    ignoreWhen: 'The base image has the destination as a directory; the `/` still costs nothing.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('copy', 'add')) {
      const destination = step.copy?.destination
      if (destination === undefined || !destination.certain || isDirectoryName(destination.value)) continue
      const several = step.instruction.words.length > 2
      if (!several && !matchesSeveral(step, options)) continue
      if (isWorkdir(step, destination.value)) continue
      findings.push({
        message: `Several files are copied to \`${destination.value}\`: the last one overwrites the others.`,
        hint: `Write \`${destination.value}/\` if it is a directory.`,
        at: step.place,
      })
    }
    return findings
  },
})
