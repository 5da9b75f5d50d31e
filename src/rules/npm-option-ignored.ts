import type { Instruction } from '../model/instruction.js'
import { operandsOf } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'
import { editOf, fixBy, wordsFrom, writtenOf } from './support/written.js'

/** Options that look right and that npm does not have, with what does the same. */
const options: Readonly<Record<string, string>> = {
  '--omit-dev': '--omit=dev',
  '--no-dev': '--omit=dev',
  '--skip-dev': '--omit=dev',
  '--without-dev': '--omit=dev',
  '--prod-only': '--omit=dev',
  '--production-only': '--omit=dev',
  '--frozen-lockfile': 'npm ci',
  '--immutable': 'npm ci',
  '--frozen': 'npm ci',
}

/** Writes the option that npm knows. */
const rightFix = (wrong: string, right: string, at: Instruction, context: RuleContext) => {
  const written = writtenOf(at, context)
  const word = written && wordsFrom(written.text, written.argumentsStart).find(({ text }) => text === wrong)
  return written === undefined || word === undefined
    ? {}
    : fixBy(`Write ${right}`, editOf(written, word.start, word.end, right))
}

export const rule = defineRule({
  name: 'npm-option-ignored',
  summary: 'An npm command has an option that npm does not know.',
  category: 'packages',
  severity: 'warning',
  codes: [],
  about: { programs: ['npm'] },
  docs: {
    why: 'Options that it does not know are no error for npm: it goes on without them. `npm ci --omit-dev` installs the development dependencies, and nobody sees it but by the size of the image.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit-dev
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
`,
    ignoreWhen: 'A script of the project reads the option from its environment.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const { command, stage, at } of context.analysis.commands('npm')) {
      const [verb = ''] = operandsOf(command.args, ['--prefix', '-C'])
      if (!['ci', 'clean-install', 'install', 'i', 'prune'].includes(verb)) continue
      for (const arg of command.args) {
        const right = options[arg]
        // `npm ci` does what the options of the others ask for.
        if (right === undefined || (right === 'npm ci' && verb !== 'install' && verb !== 'i')) continue
        const isProduction = right !== 'npm ci' && stage.scope.get('NODE_ENV')?.value === 'production'
        findings.push({
          message: `npm has no option \`${arg}\`, and goes on without it: ${right === 'npm ci' ? 'it does not keep to the lockfile' : isProduction ? 'only `NODE_ENV` keeps the development dependencies out' : 'the development dependencies are installed'}.`,
          hint: `Write \`${right}\`.`,
          at,
          ...(right === '--omit=dev' ? rightFix(arg, right, at, context) : {}),
          ...(isProduction ? { severity: 'info' as const } : {}),
        })
      }
    }
    return findings
  },
})
