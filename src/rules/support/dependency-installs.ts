import type { ScriptCommand } from '../../analysis/script.js'
import { hasLetter, hasOption, operandsOf, optionValue, unwrapped } from './command-line.js'

/** A command that installs the dependencies of a project, or compiles them along with it. */
export interface DependencyInstall {
  /** `npm ci` */
  readonly what: string
  /** What it reads: only these need to be there. */
  readonly manifests: string
  /** Commands of one family do the same work: once is enough. */
  readonly family: 'node' | 'python' | 'go' | 'ruby' | 'php' | 'rust' | 'elixir' | 'dotnet' | 'jvm'
  /** It needs the sources, so that it can only stand behind them. */
  readonly late?: true
  /** It builds the project as well, so that another command has to come before it. */
  readonly first?: string
}

type Words = readonly string[]
type Read = (args: Words, program: string) => DependencyInstall | undefined

const node =
  (manifests: string, verbs: Words): Read =>
  (args, program) => {
    const [verb = '', ...packages] = operandsOf(args, ['--prefix', '-C', '--dir', '--cwd', '--network-timeout'])
    if (!verbs.includes(verb) || packages.length > 0 || hasOption(args, '-g', '--global', '--version', '-v'))
      return undefined
    return { what: `${program} ${verb}`.trim(), manifests, family: 'node' }
  }

/** A command whose first words say all. */
const verb =
  (family: DependencyInstall['family'], manifests: string, verbs: Words, first?: string): Read =>
  (args, program) => {
    const operands = operandsOf(args)
    const found = verbs.find((each) => each === operands.slice(0, each.split(' ').length).join(' '))
    if (found === undefined) return undefined
    return { what: `${program} ${found}`.trim(), manifests, family, ...(first === undefined ? {} : { first }) }
  }

const either =
  (...reads: readonly Read[]): Read =>
  (args, program) =>
    reads.map((read) => read(args, program)).find((found) => found !== undefined)

const pip: Read = (args, program) => {
  const file = optionValue(args, '-r', '--requirement')
  return file === undefined || !operandsOf(args).includes('install')
    ? undefined
    : { what: `${program} install -r`, manifests: file, family: 'python' }
}

const python: Read = (args) => (args[0] === '-m' && args[1] === 'pip' ? pip(args.slice(2), 'pip') : undefined)

const withoutPackages =
  (read: Read): Read =>
  (args, program) =>
    operandsOf(args).length > 1 ? undefined : read(args, program)

const cargo: Read = (args, program) => {
  if (args[0] === 'install' && !hasOption(args, '--path')) return undefined
  const found = verb(
    'rust',
    'Cargo.toml Cargo.lock',
    ['build', 'install', 'fetch', 'chef cook'],
    'cargo chef cook',
  )(args, program)
  return found?.what.endsWith('fetch') === true ? { ...found, late: true } : found
}

/** Goals of Maven and tasks of Gradle that compile or fetch. */
const jvm =
  (manifests: string, first: string): Read =>
  (args, program) => {
    const goal = operandsOf(args, ['-f', '-pl', '-P', '-D']).find((each) =>
      /(?:^|:)(?:package|install|verify|compile|build|assemble|\w*[jJ]ar|resolve|go-offline|resolve-plugins|installDist|dependencies)$/.test(
        each,
      ),
    )
    return goal === undefined ? undefined : { what: `${program} ${goal}`, manifests, family: 'jvm', first }
  }

const maven = jvm('pom.xml', 'mvn dependency:go-offline')
const gradle = jvm('build.gradle settings.gradle', 'gradle dependencies')

const programs: Readonly<Record<string, Read>> = {
  npm: node('package.json package-lock.json', ['ci', 'install', 'i', 'clean-install']),
  yarn: node('package.json yarn.lock', ['', 'install']),
  pnpm: node('package.json pnpm-lock.yaml', ['install', 'i']),
  bun: node('package.json bun.lock', ['install', 'i']),
  pip,
  pip3: pip,
  python,
  python3: python,
  uv: either(verb('python', 'pyproject.toml uv.lock', ['sync']), (args) =>
    args[0] === 'pip' ? pip(args.slice(1), 'uv pip') : undefined,
  ),
  poetry: verb('python', 'pyproject.toml poetry.lock', ['install', 'sync']),
  pdm: verb('python', 'pyproject.toml pdm.lock', ['install', 'sync']),
  pipenv: withoutPackages(verb('python', 'Pipfile Pipfile.lock', ['install', 'sync'])),
  go: either(verb('go', 'go.mod go.sum', ['mod download', 'mod tidy']), (args, program) =>
    verb(
      'go',
      'go.mod go.sum',
      ['build', 'install'],
      'go mod download',
    )(args.some((arg) => arg.includes('@')) ? [] : args, program),
  ),
  bundle: verb('ruby', 'Gemfile Gemfile.lock', ['install', '']),
  composer: verb('php', 'composer.json composer.lock', ['install']),
  cargo,
  mix: verb('elixir', 'mix.exs mix.lock', ['deps.get']),
  dotnet: verb('dotnet', '*.csproj', ['restore']),
  mvn: maven,
  mvnw: maven,
  gradle,
  gradlew: gradle,
}

/** The names of the programs that are known. */
export const dependencyPrograms: Words = Object.keys(programs)

/** What a command installs for the project; `undefined` for one that does something else. */
export const dependencyInstall = ({
  name,
  args,
}: Pick<ScriptCommand, 'name' | 'args'>): DependencyInstall | undefined => {
  const [program, words] = unwrapped(name, args)
  return hasLetter(words, 'h') || hasOption(words, '--help') ? undefined : programs[program]?.(words, program)
}
