import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll } from 'vitest'
import { bundleCli } from '../../../scripts/build/bundle-cli.js'

const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))))

/** Files of a repository by path; a folder's path ends in `/`, a link is `{ link }`. */
export type Files = Readonly<Record<string, string | { readonly link: string }>>

/** How to run the program. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** Another Node than the one that runs the tests. */
  readonly node?: string
  /** Relative to the repository. */
  readonly cwd?: string
  /** Shell words in front of the program, such as `ulimit -f 1;`. */
  readonly shell?: string
  /** For a run as an ordinary user where the tests are root, who may write everywhere. */
  readonly uid?: number
  /** Kills the program (SIGKILL) when so many things have happened to files of the repository's own folder. */
  readonly killAfterChanges?: number
  /** Called with the first data on standard output; the reader then closes its end. */
  readonly closeStdout?: boolean
}

/** What a run came to. */
export interface RunResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A repository in a temporary folder. */
export interface Repository {
  readonly path: string
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>
  /** The words that run the program, for a test that starts it by itself. */
  readonly command: (args: readonly string[]) => readonly string[]
  readonly read: (file: string) => string
  readonly write: (files: Files) => void
  /** All files and links, sorted; `.git` and `node_modules` left out. */
  readonly list: () => readonly string[]
}

/** What changes from machine to machine, replaced in outputs. */
const normalise = (text: string, path: string): string => text.replaceAll(path, '<repository>')

const environment = (extra: RunOptions['env']): NodeJS.ProcessEnv => {
  const { PATH, HOME } = process.env
  // What runs of tests made is of no use to anyone.
  return { PATH, HOME, GEN_DOCKERFILE_CACHE: '', ...extra }
}

const exec = (main: string, path: string, args: readonly string[], options: RunOptions): Promise<RunResult> =>
  new Promise((resolve, reject) => {
    const words = [options.node ?? process.execPath, main, ...args]
    const [program = '', ...rest] =
      options.shell === undefined ? words : ['sh', '-c', `${options.shell} exec "$@"`, 'sh', ...words]
    const child = spawn(program, rest, {
      cwd: join(path, options.cwd ?? '.'),
      env: environment(options.env),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (data: string) => (stdout += data))
    child.stderr.setEncoding('utf8').on('data', (data: string) => (stderr += data))
    if (options.closeStdout) child.stdout.destroy()
    let changes = 0
    const watcher =
      options.killAfterChanges === undefined
        ? undefined
        : watch(path, () => {
            changes++
            if (changes === options.killAfterChanges) child.kill('SIGKILL')
          })
    child.on('exit', () => watcher?.close())
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout: normalise(stdout, path), stderr: normalise(stderr, path) }))
  })

const put = (path: string, files: Files): void => {
  for (const [name, content] of Object.entries(files)) {
    const file = join(path, name)
    mkdirSync(name.endsWith('/') ? file : dirname(file), { recursive: true })
    if (name.endsWith('/')) continue
    if (typeof content === 'string') writeFileSync(file, content)
    else symlinkSync(content.link, file)
  }
}

const listFiles = (path: string, folder = path): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== '.git' && name !== 'node_modules')
    .flatMap((entry) => {
      const file = join(folder, entry.name)
      return entry.isDirectory() ? listFiles(path, file) : [relative(path, file)]
    })
    .sort()

/** Makes repositories that the program, built from the sources as they are, is run in. They go away with the suite. */
export const useCli = (): { readonly repository: (files: Files) => Repository } => {
  // esbuild must be found from there.
  const cache = join(root, 'node_modules', '.cache')
  let built = ''
  const folders: string[] = []
  beforeAll(async () => {
    mkdirSync(cache, { recursive: true })
    built = mkdtempSync(join(cache, 'gen-dockerfile-cli-'))
    const outdir = join(built, 'dist', 'cli')
    mkdirSync(outdir, { recursive: true })
    for (const { path, text } of (await bundleCli(root, outdir)).files) writeFileSync(path, text)
    cpSync(join(root, 'package.json'), join(built, 'package.json'))
    symlinkSync(join(root, 'templates'), join(built, 'templates'))
    // Also for runs as another user.
    chmodSync(built, 0o755)
  })
  afterAll(() => {
    for (const folder of [...folders, built]) rmSync(folder, { recursive: true, force: true })
  })
  return {
    repository: (files) => {
      const path = mkdtempSync(join(tmpdir(), 'gen-dockerfile-'))
      chmodSync(path, 0o755)
      folders.push(path)
      put(path, { '.git/': '', ...files })
      return {
        path,
        run: (args, options = {}) => exec(join(built, 'dist', 'cli', 'main.js'), path, args, options),
        command: (args) => [process.execPath, join(built, 'dist', 'cli', 'main.js'), ...args],
        read: (file) => readFileSync(join(path, file), 'utf8'),
        write: (more) => put(path, more),
        list: () => listFiles(path),
      }
    },
  }
}
