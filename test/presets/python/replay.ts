import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { library } from '../../../src/cli/library/library.js'
import { diskTree } from '../../../src/generate/disk-tree.js'
import { generate } from '../../../src/generate/generate.js'
import { contextOf, createMatcher, parseIgnoreFile } from '../../../src/ignore/index.js'
import type { DockerfileDocument, Stage } from '../../../src/model/document.js'
import { flagIsSet, flagValue, flagValues } from '../../../src/model/flag.js'
import type { CopyInstruction, RunInstruction } from '../../../src/model/instruction.js'
import { parseDockerfile } from '../../../src/parser/parse-dockerfile.js'

/**
 * A program of PyPI, installed into the user's cache folder when it is wanted for the first time; `undefined` where there
 * is no Python with pip, or no network.
 */
export const findTool = (name: 'uv' | 'poetry' | 'pdm', version: string): string | undefined => {
  const home = join(homedir(), '.cache', 'gen-dockerfile-tools', `${name}-${version}`)
  const program = join(home, 'bin', name)
  if (!existsSync(program)) {
    spawnSync('python3', ['-m', 'venv', home])
    spawnSync(join(home, 'bin', 'pip'), ['install', '--quiet', `${name === 'pdm' ? 'pdm[locked]' : name}==${version}`])
  }
  return spawnSync(program, ['--version']).status === 0 ? program : undefined
}

const temporary: string[] = []

const newFolder = (prefix: string): string => {
  const folder = mkdtempSync(join(tmpdir(), prefix))
  temporary.push(folder)
  return folder
}

/** Removes what the functions here made: for `afterAll`. */
export const removeFolders = (): void => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** A new folder with files, which counts as a repository. */
export const repository = (files: Readonly<Record<string, string>>): string => {
  const folder = newFolder('python-install-')
  mkdirSync(join(folder, '.git'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}

/** A Dockerfile that was generated, and what of the repository reaches the builder. */
export interface Generated {
  readonly document: DockerfileDocument
  readonly text: string
  /** Files, from the build context. */
  readonly sent: readonly string[]
  /** The build context, absolute. */
  readonly context: string
}

/** Generates for the `dockerfile.ts` of a service, as the command line does. */
export const generated = async (folder: string, service: string): Promise<Generated> => {
  const paths = [posix.join(service, 'dockerfile.ts')]
  const { results, failures } = await generate({ cwd: folder, paths, mode: 'write', force: true, library })
  const [failure] = failures
  if (failure !== undefined) throw new Error(`${failure.message} ${failure.hint ?? ''}`)
  const outputs = results.map(({ output = '' }) => output)
  const file = outputs.find((path) => path.endsWith('Dockerfile'))
  const ignore = outputs.find((path) => path.endsWith('.dockerignore'))
  if (file === undefined || ignore === undefined) throw new Error('Nothing was generated.')
  const text = readFileSync(join(folder, file), 'utf8')
  const parsed = parseDockerfile(text)
  if (!('document' in parsed)) throw new Error('The Dockerfile does not parse.')
  const context = join(folder, results[0]?.context ?? '.')
  const { patterns } = parseIgnoreFile(readFileSync(join(folder, ignore), 'utf8'))
  const sent = contextOf(diskTree(context), createMatcher(patterns.map(({ pattern }) => pattern)))
    .filter(({ node }) => node.kind !== 'directory')
    .map(({ path }) => path)
    .filter((path) => !/(?:^|\/)(?:\.dockerignore|Dockerfile.*)$/.test(path))
  return { document: parsed.document, text, sent, context }
}

/** The instructions that lead to a stage: those of the stages that it is made from, then its own. */
const chainOf = ({ stages }: Pick<DockerfileDocument, 'stages'>, name: string): Stage['instructions'] => {
  const stage = stages.find(({ from }) => from.as === name)
  return stage === undefined ? [] : [...chainOf({ stages }, stage.from.image), ...stage.instructions]
}

const copy = (from: string, to: string): void => {
  if (!existsSync(from)) throw new Error(`\`${from}\` is not in the context.`)
  mkdirSync(dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true })
}

const runCopy = ({ words, ...instruction }: CopyInstruction, context: string, app: string): void => {
  const destination = words.at(-1) ?? ''
  const parents = flagIsSet({ flags: instruction.flags }, 'parents')
  for (const source of words.slice(0, -1)) {
    const from = join(context, source)
    const isFile = existsSync(from) && statSync(from).isFile()
    const target = parents
      ? source
      : destination.endsWith('/') && isFile
        ? join(destination, posix.basename(source))
        : destination
    copy(from, join(app, target))
  }
}

/** Files of bind mounts are there for one command only. */
const withMounts = (instruction: RunInstruction, context: string, app: string, run: () => void): void => {
  const made: string[] = []
  for (const mount of flagValues(instruction, 'mount')) {
    const options = new Map(mount.split(',').map((part) => part.split('=') as [string, string]))
    if (options.get('type') !== 'bind' || options.has('from')) continue
    const target = join(app, options.get('target') ?? '')
    if (!existsSync(target)) made.push(target)
    copy(join(context, options.get('source') ?? ''), target)
  }
  run()
  for (const path of made) rmSync(path)
}

/** What replaying the instructions of a stage left. */
export interface Replayed {
  /** Files of the environment's packages, with a digest of what they hold. */
  readonly files: ReadonlyMap<string, string>
  /** Names of the packages that are installed. */
  readonly packages: readonly string[]
  /** Runs a program of the environment and gives what it prints. */
  readonly run: (program: string, ...args: readonly string[]) => string
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** What an install writes anew each time. */
const changing = /(?:^|\/)(?:RECORD|direct_url\.json|uv_cache\.json|__pycache__\/.*|.*\.pyc)$/

const installedIn = (environment: string): Omit<Replayed, 'run'> => {
  const lib = join(environment, 'lib')
  const found = readdirSync(lib, { recursive: true, encoding: 'utf8' }).map((path) => path.split('\\').join('/'))
  const files = found.filter((path) => !changing.test(path) && statSync(join(lib, path)).isFile())
  return {
    files: new Map(files.map((path) => [path, digest(join(lib, path))])),
    packages: found.flatMap((path) => /([^/]+)-[^-/]+\.dist-info$/.exec(path)?.[1]?.replaceAll('_', '-') ?? []).sort(),
  }
}

/**
 * Does what the instructions of a stage say in a new folder that stands for `/app`, with the programs of this machine and no
 * file but what reaches the builder. Throws when an install fails.
 *
 * @param programs What to run in place of programs of the image: `{ uv: '/usr/bin/uv' }`.
 */
export const replay = (
  { document, context, sent }: Pick<Generated, 'document' | 'context' | 'sent'>,
  stage: string,
  programs: Readonly<Record<string, string>>,
): Replayed => {
  const folder = newFolder('python-replay-')
  const reached = join(folder, 'context')
  for (const path of sent) copy(join(context, path), join(reached, path))
  const app = join(folder, 'app')
  mkdirSync(app)
  const env: Record<string, string> = { UV_LINK_MODE: 'copy', UV_PYTHON_DOWNLOADS: 'never' }
  for (const instruction of chainOf(document, stage)) {
    if (instruction.kind === 'copy' && flagValue(instruction, 'from') === undefined) runCopy(instruction, reached, app)
    if (instruction.kind === 'env') {
      for (const { name, value } of instruction.pairs)
        if (/^(?:UV_PROJECT_ENVIRONMENT|VIRTUAL_ENV|POETRY_\w+|PDM_\w+)$/.test(name))
          env[name] = value.replace(/^\/app\b/, app)
    }
    if (instruction.kind === 'arg') {
      for (const { name, value = '' } of instruction.args) env[name] = value.replace('$VERSION', env['VERSION'] ?? '')
    }
    if (instruction.kind !== 'run' || instruction.command.form !== 'shell') continue
    const script = instruction.command.text
    if (!/\b(?:uv sync|pip --python|(?:poetry|pdm) .*install)/.test(script) || /\/opt\/\w+\/bin\/pip/.test(script))
      continue
    const local = Object.entries(programs).reduce(
      (text, [name, program]) =>
        text.replace(new RegExp(`(^|&& +)(?:/opt/${name}/bin/)?${name} `, 'g'), `$1${program} `),
      script.replaceAll('python -m', 'python3 -m'),
    )
    withMounts(instruction, reached, app, () => {
      const { PATH = '', HOME = '' } = process.env
      const given = Object.fromEntries(
        Object.entries(process.env).filter(([name]) => /^(?:PIP_|SSL_|https?_proxy|no_proxy)/i.test(name)),
      )
      execFileSync('sh', ['-c', local], {
        cwd: app,
        env: { ...given, ...env, PATH, HOME },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    })
  }
  const environment = join(app, '.venv')
  return {
    ...installedIn(environment),
    run: (program, ...args) =>
      execFileSync(join(environment, 'bin', program), [...args], { cwd: app, encoding: 'utf8' }).trim(),
  }
}
