import { spawn } from 'node:child_process'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'

/** What a run with standard input came to. */
export interface PipedResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a program with something on its standard input; the input may be longer than fits into memory. */
export const pipe = async (
  [program = '', ...args]: readonly string[],
  cwd: string,
  input: string | Iterable<string | Uint8Array>,
  onOutput?: (data: string) => void,
): Promise<PipedResult> => {
  const child = spawn(program, args, { cwd, stdio: ['pipe', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout
    .setEncoding('utf8')
    .on('data', (data: string) => (onOutput === undefined ? (stdout += data) : onOutput(data)))
  child.stderr.setEncoding('utf8').on('data', (data: string) => (stderr += data))
  const closed = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  await pipeline(Readable.from(typeof input === 'string' ? [input] : input), child.stdin).catch(() => {})
  return { code: await closed, stdout, stderr }
}
