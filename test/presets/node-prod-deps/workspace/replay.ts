import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import { library } from '../../../../src/cli/library/library.js'
import { diskTree } from '../../../../src/generate/disk-tree.js'
import { generate } from '../../../../src/generate/generate.js'
import { contextOf, createMatcher, parseIgnoreFile } from '../../../../src/ignore/index.js'
import type { DockerfileDocument, Stage } from '../../../../src/model/document.js'
import { flagIsSet, flagValue, flagValues } from '../../../../src/model/flag.js'
import type { CopyInstruction, RunInstruction } from '../../../../src/model/instruction.js'
import { parseDockerfile } from '../../../../src/parser/parse-dockerfile.js'

/** A Dockerfile that was generated, and the folder that holds only what reaches the builder. */
export interface Generated {
  readonly document: DockerfileDocument
  readonly text: string
  readonly context: string
}

/** A copy of a repository without what installs and builds leave behind. */
export const copyOf = (folder: string): string => {
  const copy = mkdtempSync(join(tmpdir(), 'node-workspace-'))
  cpSync(folder, copy, { recursive: true, filter: (path) => !/\/(?:node_modules|dist)$/.test(path) })
  mkdirSync(join(copy, '.git'))
  return copy
}

/** Generates for the `dockerfile.ts` of a service, as the command line does. */
export const generated = async (folder: string, service: string): Promise<Generated> => {
  const paths = [posix.join(service, 'dockerfile.ts')]
  const { failures } = await generate({ cwd: folder, paths, mode: 'write', force: true, library })
  const [failure] = failures
  if (failure !== undefined) throw new Error(`${failure.message} ${failure.hint ?? ''}`)
  const text = readFileSync(join(folder, service, 'Dockerfile'), 'utf8')
  const parsed = parseDockerfile(text)
  if (!('document' in parsed)) throw new Error('The Dockerfile does not parse.')
  const { patterns } = parseIgnoreFile(readFileSync(join(folder, service, 'Dockerfile.dockerignore'), 'utf8'))
  const context = mkdtempSync(join(tmpdir(), 'node-context-'))
  for (const { path, node } of contextOf(diskTree(folder), createMatcher(patterns.map(({ pattern }) => pattern)))) {
    if (node.kind !== 'directory') copy(join(folder, path), join(context, path))
  }
  return { document: parsed.document, text, context }
}

const copy = (from: string, to: string): void => {
  mkdirSync(dirname(to), { recursive: true })
  execFileSync('cp', ['-a', '-T', from, to])
}

/** Paths that a pattern with stars in its parts matches. */
const matches = (root: string, pattern: string): readonly string[] =>
  pattern.split('/').reduce<readonly string[]>(
    (found, part) =>
      found.flatMap((folder) => {
        if (!part.includes('*')) return existsSync(join(root, folder, part)) ? [posix.join(folder, part)] : []
        const isMatch = new RegExp(`^${part.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
        const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []
        return names.filter((name) => isMatch.test(name)).map((name) => posix.join(folder, name))
      }),
    ['.'],
  )

/** Where the files of a stage lie, and its working directory. */
interface Machine {
  readonly root: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

const runCopy = ({ words, flags }: CopyInstruction, from: string, { root, cwd }: Machine): void => {
  const destination = posix.resolve(cwd, words.at(-1) ?? '')
  for (const source of words.slice(0, -1)) {
    const [base, pattern] = source.includes('/./') ? source.split('/./') : ['', source]
    const found = matches(join(from, base ?? ''), pattern ?? '')
    if (found.length === 0 && !source.includes('*')) throw new Error(`\`${source}\` is not there to be copied.`)
    for (const path of found) {
      const origin = join(from, base ?? '', path)
      const isFolder = statSync(origin).isDirectory()
      const into = words.length > 2 || (words.at(-1) ?? '').endsWith('/')
      const target = flagIsSet({ flags }, 'parents')
        ? join(root, destination, path)
        : into && !isFolder
          ? join(root, destination, posix.basename(path))
          : join(root, destination)
      copy(origin, target)
    }
  }
}

/** What stands in the Dockerfile for programs that are there already, and for owners. */
const isSetup = /^npm install --global|^find \. -exec chown/

const runScript = (instruction: RunInstruction, context: string, { root, cwd, env }: Machine, path: string): void => {
  if (instruction.command.form !== 'shell' || isSetup.test(instruction.command.text)) return
  const script = instruction.command.text.replaceAll(/(?<=^|[\s=])\/(?=(?:app|prod|tmp)\b)/g, `${root}/`)
  const made = flagValues(instruction, 'mount').flatMap((mount) => {
    const options = new Map(mount.split(',').map((part) => part.split('=') as [string, string]))
    if (options.get('type') !== 'bind') return []
    const target = join(root, cwd, options.get('target') ?? '')
    copy(join(context, options.get('source') ?? ''), target)
    return [target]
  })
  mkdirSync(join(root, 'tmp'), { recursive: true })
  execFileSync('sh', ['-c', script], {
    cwd: join(root, cwd),
    env: { ...settings(), ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const each of made) rmSync(each)
}

/** The settings of this machine that a registry needs; no others. */
const settings = (): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(?:HOME|npm_config_registry|SSL_CERT_FILE|NODE_EXTRA_CA_CERTS|https?_proxy|no_proxy|YARN_(?!ENABLE_IMM).*|BUN_CONFIG.*)$/i.test(
        name,
      ),
    ),
  ),
  npm_config_store_dir: join(tmpdir(), 'node-workspace-pnpm-store'),
  YARN_ENABLE_TELEMETRY: '0',
})

/** Replays stages of a document. */
export interface Replay {
  /** Does what a stage and those before it say; once each. Throws when a command fails. */
  readonly stage: (name: string) => Machine
}

/**
 * Does what the instructions say in new folders, with the programs of `path` and no file but those of the context.
 *
 * @param absent A file of the context that is not copied.
 */
export const replay = ({ document, context }: Generated, path: string, absent?: string): Replay => {
  const done = new Map<string, Machine>()
  const find = (name: string): Stage | undefined => document.stages.find(({ from }) => from.as === name)
  const stage = (name: string): Machine => {
    const known = done.get(name)
    if (known !== undefined) return known
    const found = find(name)
    if (found === undefined) throw new Error(`There is no stage ${name}.`)
    const root = mkdtempSync(join(tmpdir(), 'node-stage-'))
    const base = find(found.from.image) === undefined ? undefined : stage(found.from.image)
    if (base !== undefined) copy(base.root, root)
    let machine: Machine = { root, cwd: base?.cwd ?? '/', env: base?.env ?? {} }
    for (const instruction of found.instructions) {
      if (instruction.kind === 'workdir') {
        machine = { ...machine, cwd: posix.resolve(machine.cwd, instruction.path) }
        mkdirSync(join(root, machine.cwd), { recursive: true })
      } else if (instruction.kind === 'env') {
        const pairs = instruction.pairs.filter(({ name: variable }) => !['PNPM_HOME', 'PATH'].includes(variable))
        machine = {
          ...machine,
          env: { ...machine.env, ...Object.fromEntries(pairs.map((pair) => [pair.name, pair.value])) },
        }
      } else if (instruction.kind === 'copy') {
        const from = flagValue(instruction, 'from')
        if (from === undefined) {
          const words = instruction.words.filter((word) => word !== absent)
          if (words.length > 1) runCopy({ ...instruction, words }, context, machine)
        } else if (find(from) !== undefined) runCopy(instruction, stage(from).root, machine)
      } else if (instruction.kind === 'run') {
        runScript(instruction, context, machine, path)
      }
    }
    done.set(name, machine)
    return machine
  }
  return { stage }
}

interface Started {
  readonly said: () => string
  readonly isRunning: () => boolean
  readonly stop: () => void
}

const start = (
  { document }: Generated,
  name: string,
  machine: Machine,
  path: string,
  env: Readonly<Record<string, string>>,
): Started => {
  const last = document.stages.find(({ from }) => from.as === name)?.instructions.findLast(({ kind }) => kind === 'cmd')
  if (last?.kind !== 'cmd' || last.command.form !== 'exec') throw new Error('There is no command in exec form.')
  const [program = '', ...words] = last.command.args
  const child = spawn(program, words, {
    cwd: join(machine.root, machine.cwd),
    env: { ...machine.env, ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { said: () => said, isRunning: () => child.exitCode === null, stop: () => void child.kill() }
}

const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100))

/** A port on which nothing listens. */
const freePort = async (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Starts what a stage starts, and gives the body that it answers a request with. */
export const answerOf = async (file: Generated, name: string, machine: Machine, path: string, request: string) => {
  const port = await freePort()
  const started = start(file, name, machine, path, { PORT: String(port) })
  try {
    for (let attempt = 0; attempt < 200 && started.isRunning(); attempt++) {
      try {
        const response = await fetch(`http://127.0.0.1:${port}${request}`)
        return await response.text()
      } catch {
        await moment()
      }
    }
    throw new Error(`The service does not answer.\n${started.said()}`)
  } finally {
    started.stop()
  }
}

/** Starts what a stage starts, and gives the first that it prints. */
export const outputOf = async (
  file: Generated,
  name: string,
  machine: Machine,
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<string> => {
  const started = start(file, name, machine, path, env)
  for (let attempt = 0; attempt < 200 && started.isRunning() && started.said() === ''; attempt++) await moment()
  started.stop()
  return started.said()
}

/** Packages of every folder of installed ones, links included; a link that leads nowhere is left out. */
export const installedIn = ({ root }: Machine): readonly string[] => {
  const names = new Set<string>()
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.name === 'node_modules') for (const name of packagesIn(path)) names.add(name)
      else if (entry.isDirectory() && !entry.name.startsWith('.')) visit(path)
    }
  }
  visit(join(root, 'app'))
  return [...names].sort()
}

const packagesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => `${name}/${part}`) : [name],
    )
    .filter((name) => existsSync(join(folder, name)))
