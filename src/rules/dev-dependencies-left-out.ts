import type { CommandUse } from '../analysis/commands.js'
import type { StageNode } from '../analysis/stage-node.js'
import { hasOption, operandsOf, optionValue } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

const managers = ['npm', 'yarn', 'pnpm', 'bun']

const installing: Words = ['install', 'i', 'ci', 'clean-install', 'add', '']

const valued = [
  '--prefix',
  '-C',
  '--dir',
  '--cwd',
  '--omit',
  '--include',
  '--filter',
  '-F',
  '--network-timeout',
  '--mutex',
  '--cache',
]

/** What an install does about development dependencies, when its words say it. */
const saysOf = (args: Words): 'with' | 'without' | undefined => {
  const include = optionValue(args, '--include')
  if (include?.includes('dev') === true || args.some((arg) => /^--(?:production|prod)=false$/.test(arg))) return 'with'
  if (hasOption(args, '--dev', '-D', '--also')) return 'with'
  if (optionValue(args, '--omit')?.includes('dev') === true) return 'without'
  if (hasOption(args, '--production', '--prod', '-P') || optionValue(args, '--only')?.startsWith('prod') === true)
    return 'without'
  return undefined
}

const isProduction = (stage: StageNode, { script }: CommandUse): boolean =>
  (/\bNODE_ENV=["']?(\w+)/.exec(script.text)?.[1] ?? stage.scope.get('NODE_ENV')?.value) === 'production'

/** The position of the ENV that makes a stage one for production; before everything for one of a stage below. */
const productionFrom = (stage: StageNode): number =>
  stage.steps.findIndex(
    ({ instruction }) => instruction.kind === 'env' && instruction.pairs.some(({ name }) => name === 'NODE_ENV'),
  )

const isBuild = (args: Words): boolean => {
  const [first, second] = operandsOf(args, valued)
  return first === 'build' || (first === 'run' && second === 'build')
}

export const rule = defineRule({
  name: 'dev-dependencies-left-out',
  summary: 'The project is built after an install without its development dependencies.',
  category: 'packages',
  severity: 'info',
  codes: [],
  about: { programs: managers },
  docs: {
    why: 'Compilers and bundlers are development dependencies as a rule. `--omit=dev`, and `NODE_ENV=production` for npm, Yarn 1 and pnpm, leave them out, and the build that follows in the stage does not find them.',
    bad: `FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build
`,
    good: `FROM node:24-trixie-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --include=dev
COPY . .
RUN npm run build && npm prune --omit=dev
`,
    ignoreWhen: 'What builds the project is one of its ordinary dependencies, as with Next.js.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const last = new Map<StageNode, { readonly use: CommandUse; readonly without: boolean }>()
    for (const use of analysis.commands(...managers)) {
      const { args, name = '' } = use.command
      const { stage, step } = use
      const [verb = '', ...packages] = operandsOf(args, valued)
      if (
        installing.includes(verb) &&
        (packages.length === 0 || verb === 'install') &&
        !hasOption(args, '-g', '--global')
      ) {
        const says = saysOf(args)
        // Later Yarns and Bun do not ask the variable.
        const asks = name === 'npm' || name === 'pnpm'
        const isSet = asks && says === undefined && isProduction(stage, use) && productionFrom(stage) <= step.index
        if (packages.length === 0) last.set(stage, { use, without: says === 'without' || isSet })
        continue
      }
      const before = last.get(stage)
      if (before?.without !== true || !isBuild(args) || use.command.guarded) continue
      findings.push({
        message: `\`${name} ${args.join(' ')}\` runs in a stage whose install left out the development dependencies, where the tools that build are.`,
        hint: 'Install with them (`npm ci --include=dev`), build, and leave them out of the final stage.',
        at: use.at,
      })
      last.delete(stage)
    }
    return findings
  },
})
