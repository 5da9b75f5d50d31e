import { spawn } from 'node:child_process'

/** What became of a command. */
export interface Outcome {
  /** Exit code; -1 where the program could not be started or was ended by a signal. */
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** How a command is run. */
export interface CommandOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
  /** In milliseconds; the command is ended then. */
  readonly timeout?: number
}

/** Runs a command and waits for it; a code that is not 0 is an outcome, not an error. */
export const command = (
  program: string,
  args: readonly string[],
  { cwd, env, input = '', timeout = 1_200_000 }: CommandOptions = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, timeout })
    const stdout: Buffer[] = []
    const stderr: Buffer[] = []
    const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
    child.on('error', (error) => resolve({ code: -1, stdout: '', stderr: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, stdout: text(stdout), stderr: text(stderr) }))
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })

/** What docker printed, without the last newline; a code that is not 0 is an error with the last lines that it said. */
export const docker = async (args: readonly string[], options?: CommandOptions): Promise<string> => {
  const { code, stdout, stderr } = await command('docker', args, options)
  if (code !== 0)
    throw new Error(`docker ${args.slice(0, 2).join(' ')} failed: ${stderr.trim().split('\n').slice(-5).join('\n')}`)
  return stdout.trimEnd()
}
