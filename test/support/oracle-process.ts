import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The reference programs that differential tests compare with. */
export type OracleName = 'bk-oracle' | 'ignore-oracle' | 'hadolint' | 'shellcheck'

/** A running oracle that answers one JSON request per line, in order. */
export interface Oracle {
  /** Sends requests and resolves to their replies, in the order of the requests. Rejects when the oracle dies. */
  request<Reply = unknown>(batch: readonly object[]): Promise<Reply[]>
  /** Ends the process. Safe to call more than once. */
  close(): Promise<void>
}

const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/**
 * Finds an oracle: first in `$GEN_DOCKERFILE_ORACLE_HOME/bin` (default `~/.cache/gen-dockerfile-oracle/bin`), then on PATH.
 *
 * @example
 * findOracle('hadolint') // absolute path, or undefined
 */
export const findOracle = (name: OracleName): string | undefined => {
  const home = process.env['GEN_DOCKERFILE_ORACLE_HOME'] ?? join(homedir(), '.cache', 'gen-dockerfile-oracle')
  const folders = [join(home, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)]
  return folders.map((folder) => join(folder, name)).find(isExecutable)
}

/**
 * Finds a file of the shared reference data: `$GEN_DOCKERFILE_SHARED`, else `shared/` beside the repository.
 *
 * @example
 * findShared('conformance/dockerignore-cases.json') // absolute path, or undefined
 */
export const findShared = (path: string): string | undefined => {
  const shared = process.env['GEN_DOCKERFILE_SHARED'] ?? join(dirname(repositoryRoot), 'shared')
  const file = join(shared, path)
  return existsSync(file) ? file : undefined
}

/**
 * Starts an oracle on the first request; throws when it is not installed. Only the JSON-lines oracles can be started so.
 *
 * @example
 * const oracle = createOracle('bk-oracle')
 * const [reply] = await oracle.request<{ lint: unknown }>([{ dockerfile: 'FROM a\n', modes: ['lint'] }])
 * await oracle.close()
 */
export const createOracle = (name: Exclude<OracleName, 'hadolint' | 'shellcheck'>): Oracle => {
  const program = findOracle(name)
  if (program === undefined) throw new Error(missing(name))
  let running: ReturnType<typeof start> | undefined
  return {
    request: (batch) => (running ??= start(program)).request(batch),
    close: async () => {
      await running?.close()
      running = undefined
    },
  }
}

interface Waiting {
  resolve(line: string): void
  reject(error: Error): void
}

const start = (program: string) => {
  const child = spawn(program, ['-jsonl'], { stdio: ['pipe', 'pipe', 'pipe'] })
  const waiting: Waiting[] = []
  let next = 0
  let stderr = ''
  let failure: Error | undefined
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => {
    waiting[next++]?.resolve(line)
    if (next === waiting.length) waiting.length = next = 0
  })
  const fail = (why: string) => {
    failure ??= new Error(`${program} ${why}\n${stderr}`)
    for (const each of waiting.slice(next)) each.reject(failure)
  }
  child.stdin.on('error', () => {})
  child.on('error', (error) => fail(error.message))
  const closed = new Promise<void>((resolve) => {
    child.on('close', (code, signal) => {
      fail(`ended with ${signal ?? code}`)
      resolve()
    })
  })

  const ask = (request: object): Promise<string> =>
    new Promise((resolve, reject) => {
      if (failure !== undefined) return reject(failure)
      waiting.push({ resolve, reject })
      child.stdin.write(`${JSON.stringify(request)}\n`)
    })

  return {
    request: async <Reply>(batch: readonly object[]): Promise<Reply[]> => {
      const lines = await Promise.all(batch.map(ask))
      return lines.map((line): Reply => JSON.parse(line))
    },
    close: async () => {
      child.stdin.end()
      await closed
    },
  }
}

/** The line that a suite prints when it cannot run. */
export const missing = (what: string) => `${what} is not installed: its differential tests do not run`
