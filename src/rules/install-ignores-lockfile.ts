import type { CommandUse } from '../analysis/commands.js'
import { perStage } from '../analysis/per-stage.js'
import { hasLetter, hasOption, operandsOf } from './support/command-line.js'
import { lockfileAt } from './support/lockfiles.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

interface Installer {
  readonly lockfiles: Words
  /** What it is called where it may change the lockfile; `undefined` where it does not. */
  readonly loose: (args: Words) => string | undefined
  /** Variables that make it keep to the lockfile. */
  readonly strictBy: Words
  readonly instead: string
}

const valued = [
  '--prefix',
  '-C',
  '--dir',
  '--cwd',
  '--registry',
  '--loglevel',
  '--omit',
  '--include',
  '--filter',
  '-F',
  '--network-timeout',
  '--mutex',
  '--cache',
]

/** `install` of the whole project, without any of the options that keep to the lockfile. */
const install =
  (verbs: Words, strict: Words) =>
  (args: Words): string | undefined => {
    const [verb = '', ...packages] = operandsOf(args, valued)
    if (!verbs.includes(verb) || packages.length > 0) return undefined
    const other = hasOption(args, '-g', '--global', '--version', '--help', '--mode', ...strict) || hasLetter(args, 'v')
    return other ? undefined : verb
  }

const cargo = (args: Words): string | undefined => {
  const [verb = ''] = operandsOf(args.filter((arg) => !arg.startsWith('+')))
  const isProject = ['build', 'b', 'fetch'].includes(verb) || (verb === 'install' && hasOption(args, '--path'))
  return isProject && !hasOption(args, '--locked', '--frozen', '--offline') ? verb : undefined
}

const go = (args: Words): string | undefined =>
  (args[0] === 'get' && !args.includes('-d') && args.slice(1).every((arg) => !arg.includes('@')) && args.length > 1
    ? 'get'
    : undefined) ?? (args[0] === 'mod' && args[1] === 'tidy' ? 'mod tidy' : undefined)

/** How programs that install the dependencies of a project are told to keep to the lockfile. */
const installers: Readonly<Record<string, Installer>> = {
  npm: {
    lockfiles: ['package-lock.json', 'npm-shrinkwrap.json'],
    loose: install(['install', 'i', 'add'], ['--package-lock-only', '--no-package-lock', '--package-lock']),
    strictBy: [],
    instead: 'npm ci',
  },
  yarn: {
    lockfiles: ['yarn.lock'],
    loose: install(
      ['install', ''],
      ['--frozen-lockfile', '--immutable', '--immutable-cache', '--pure-lockfile', '--offline'],
    ),
    strictBy: ['CI', 'YARN_ENABLE_IMMUTABLE_INSTALLS', 'YARN_FROZEN_LOCKFILE'],
    instead: 'yarn install --frozen-lockfile` or, from Yarn 2 on, `yarn install --immutable',
  },
  pnpm: {
    lockfiles: ['pnpm-lock.yaml'],
    loose: install(['install', 'i'], ['--frozen-lockfile', '--offline', '--lockfile-only']),
    strictBy: ['CI', 'npm_config_frozen_lockfile', 'PNPM_CONFIG_FROZEN_LOCKFILE'],
    instead: 'pnpm install --frozen-lockfile',
  },
  bun: {
    lockfiles: ['bun.lock', 'bun.lockb'],
    loose: install(['install', 'i'], ['--frozen-lockfile']),
    strictBy: [],
    instead: 'bun install --frozen-lockfile',
  },
  uv: {
    lockfiles: ['uv.lock'],
    loose: install(['sync'], ['--locked', '--frozen', '--active']),
    strictBy: ['UV_LOCKED', 'UV_FROZEN'],
    instead: 'uv sync --locked',
  },
  pipenv: {
    lockfiles: ['Pipfile.lock'],
    loose: install(['install'], ['--deploy', '--ignore-pipfile', '-r', '-e']),
    strictBy: ['PIPENV_IGNORE_PIPFILE'],
    instead: 'pipenv install --deploy',
  },
  pdm: {
    lockfiles: ['pdm.lock'],
    loose: install(['install'], ['--check', '--frozen-lockfile', '--no-lock']),
    strictBy: ['PDM_FROZEN_LOCKFILE'],
    instead: 'pdm install --check',
  },
  bundle: {
    lockfiles: ['Gemfile.lock'],
    loose: install(['install', ''], ['--deployment', '--frozen']),
    strictBy: ['BUNDLE_DEPLOYMENT', 'BUNDLE_FROZEN'],
    instead: 'bundle config set --local deployment true',
  },
  composer: {
    lockfiles: ['composer.lock'],
    loose: install(['update', 'u'], ['--lock']),
    strictBy: [],
    instead: 'composer install',
  },
  cargo: { lockfiles: ['Cargo.lock'], loose: cargo, strictBy: [], instead: 'cargo … --locked' },
  go: { lockfiles: ['go.sum'], loose: go, strictBy: [], instead: 'go mod download' },
}

const programs = Object.keys(installers)

const setting = /\b(?:frozen|deployment|immutable|locked)\b/

/** Whether a RUN of the stage configures a program to keep to the lockfile. */
const isConfigured = perStage((stage, program) =>
  stage.steps.some(({ instruction }) => {
    if (instruction.kind !== 'run' || instruction.command.form !== 'shell') return false
    const { text } = instruction.command
    return text.includes('config') && text.includes(program) && setting.test(text)
  }),
)

/** Whether a variable or a configuration that is made in the stage keeps to the lockfile. */
const isStrict = ({ stage, script, command }: CommandUse, { strictBy }: Installer): boolean =>
  strictBy.some((name) => stage.scope.has(name) || script.text.includes(`${name}=`)) ||
  isConfigured(stage, command.name ?? '')

export const rule = defineRule({
  name: 'install-ignores-lockfile',
  summary: 'An install may take other versions than those of the lockfile that is there.',
  category: 'packages',
  severity: 'info',
  codes: [],
  about: { programs },
  docs: {
    why: 'When lockfile and manifest disagree, the plain install resolves anew and writes another lockfile, which is then lost with the build: what was tested is not what is in the image. The strict form stops instead.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
`,
    ignoreWhen: 'The image is for development, where new versions are welcome.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const use of analysis.commands(...programs)) {
      const { name = '', args } = use.command
      const program = name.slice(name.lastIndexOf('/') + 1)
      const installer = installers[program]
      const verb = installer?.loose(args)
      if (installer === undefined || verb === undefined || isStrict(use, installer)) continue
      const lockfile = lockfileAt(use, installer.lockfiles, options)
      if (lockfile === undefined) continue
      findings.push({
        message: `\`${`${program} ${verb}`.trim()}\` takes other versions where \`${lockfile}\` does not fit the manifest, and nobody hears of it.`,
        hint: `Write \`${installer.instead}\`, which stops then.`,
        at: use.at,
      })
    }
    return findings
  },
})
