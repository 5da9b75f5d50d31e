import { execFile } from 'node:child_process'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { excludedCodes, type ShellcheckComment } from '../rules/support/shellcheck-comment.js'
import { GenDockerfileError } from '../model/error.js'

const isFile = async (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )

const fileName = process.platform === 'win32' ? 'shellcheck.exe' : 'shellcheck'

/** The program `shellcheck` on PATH. */
const onPath = async (): Promise<string | undefined> => {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, fileName)
    if (folder !== '' && (await isFile(path))) return path
  }
  return undefined
}

/**
 * The ShellCheck program that `--shellcheck` means: the one on PATH for `auto`, where there is one; a path names its own.
 *
 * @throws GenDockerfileError for a path at which there is no program.
 */
export const findShellcheck = async (setting: string, cwd: string): Promise<string | undefined> => {
  if (setting === 'off') return undefined
  if (setting === 'auto') return onPath()
  const path = resolve(cwd, setting)
  if (await isFile(path)) return path
  throw new GenDockerfileError({
    code: 'shellcheck-not-found',
    message: `There is no program \`${setting}\`.`,
    hint: 'Give the path of ShellCheck with `--shellcheck`, or `auto` for the one on PATH, or `off`.',
  })
}

const failed = (program: string, why: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'shellcheck-failed',
    message: `\`${program}\` did not check the scripts: ${why}`,
    hint: 'Run it by hand with `--version`, or lint without it: `--shellcheck off`.',
  })

interface Output {
  readonly comments: readonly (ShellcheckComment & { readonly file: string })[]
}

const isOutput = (value: unknown): value is Output =>
  typeof value === 'object' && value !== null && 'comments' in value && Array.isArray(value.comments)

const readOutput = (program: string, text: string): Output => {
  let output: unknown
  try {
    output = JSON.parse(text)
  } catch {
    throw failed(program, 'its answer is no JSON.')
  }
  if (isOutput(output)) return output
  throw failed(program, 'its answer has no findings.')
}

/** ShellCheck ends with 1 when it finds something. */
const call = (program: string, args: readonly string[], cwd: string): Promise<string> =>
  new Promise((done, fail) => {
    execFile(program, args, { cwd, maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (error !== null && error.code !== 1) fail(failed(program, stderr.trim().split('\n')[0] || error.message))
      else done(stdout)
    })
  })

/**
 * Runs ShellCheck over scripts, in one process for all of them. The findings are in the order of the scripts. Files of
 * settings (`.shellcheckrc`) are not read, so that the answer is the same everywhere.
 *
 * @throws GenDockerfileError when the program does not do its work.
 */
export const runShellcheck = async (
  program: string,
  scripts: readonly string[],
): Promise<readonly (readonly ShellcheckComment[])[]> => {
  if (scripts.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'gen-dockerfile-'))
  try {
    await Promise.all(scripts.map((text, index) => writeFile(join(folder, String(index)), text)))
    const args = [
      '--norc',
      '--format',
      'json1',
      '--exclude',
      excludedCodes.join(','),
      ...scripts.map((_, index) => String(index)),
    ]
    const { comments } = readOutput(program, await call(program, args, folder))
    const found = scripts.map((): ShellcheckComment[] => [])
    for (const comment of comments) found[Number(comment.file)]?.push(comment)
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
