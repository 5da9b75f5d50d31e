import { callReport, listed } from './support/call-reports.js'
import { hasFlag, withoutFlags } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const gitAddress = /^git(?:\+ssh|\+http|\+https)?:\/\//
const fileOrFolder = /^(?:\.{0,2}|~)\/|\.(?:tar|tar\.gz|tgz)$/

const isPinned = (operand: string): boolean => {
  if (gitAddress.test(operand)) return operand.includes('#')
  return fileOrFolder.test(operand) || operand.includes('@', 1)
}

const isBad = ({ args }: RunCall): boolean => {
  const words = withoutFlags(args, ['registry', 'loglevel'])
  const start = words.findIndex((each) => each !== 'install')
  return start > 0 && words.slice(start).some((each) => !isPinned(each))
}

const valued = [
  'registry',
  'loglevel',
  'prefix',
  'cache',
  'omit',
  'include',
  'workspace',
  'w',
  'C',
  'tag',
  'userconfig',
]

/** Words that install what is named behind them, by program; what the others add goes to a lockfile. */
const installs: Readonly<Record<string, readonly string[]>> = {
  npm: ['install', 'i', 'add'],
  pnpm: ['add', 'install', 'i'],
  bun: ['add', 'install', 'i'],
  yarn: ['global'],
}

/** The name of a package, alone or with a tag that moves. */
const moving = /^(?:@[\w.-]+\/)?[\w.-]+(?:@(?:latest|next|canary|beta))?$/
const notNames = /^\.|\.(?:tar|tgz|gz)$/

const looseOf = ({ name, args }: RunCall): readonly string[] => {
  const isGlobal = hasFlag(args, 'g', 'global') || args.includes('global')
  if (name !== 'npm' && !isGlobal) return []
  const [first = '', ...rest] = withoutFlags(args, valued)
  if (installs[name]?.includes(first) !== true) return []
  const packages = first === 'global' ? rest.slice(1) : rest
  return packages.filter((each) => moving.test(each) && !notNames.test(each))
}

export const rule = defineRule({
  name: 'unpinned-npm',
  summary: '`npm` installs whatever version of a package is the newest on the day of the build.',
  category: 'packages',
  severity: 'warning',
  codes: ['hadolint:DL3016'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3016',
      message: 'hadolint takes a word of this command for a package without a version.',
      programs: ['npm'],
      isBad,
    }),
  ],
  about: { programs: Object.keys(installs) },
  docs: {
    why: 'A new release changes or breaks the image without any change of yours, and a release that somebody has slipped something into is in the next build. The registry keeps every version, so that pinning costs nothing.',
    bad: `FROM node:24-trixie-slim
RUN npm install -g pnpm
`,
    good: `FROM node:24-trixie-slim
RUN npm install -g pnpm@10.22.0
`,
    ignoreWhen: 'The image is thrown away at the end of the day, and you want the newest version in it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, Object.keys(installs)))) {
      const loose = calls.flatMap(looseOf)
      if (loose.length === 0) continue
      findings.push({
        message: `${listed(loose)}: no version is given, so the next release is installed without any change of yours.`,
        hint: 'Write `name@1.2.3`, or put it into `package.json` and run `npm ci`.',
        at,
      })
    }
    return findings
  },
})
